public import ArgumentParser
public import SerfExperiments

extension ExperimentReport.Format: ExpressibleByArgument {}
