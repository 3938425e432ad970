public import ArgumentParser
public import SerfModels

extension DecodingOptions.Splitting: ExpressibleByArgument {}
