public import ArgumentParser
public import SerfMetrics

/// So that the names are listed in the help and where a wrong one is typed.
extension BLEUTokenization: ExpressibleByArgument {}
