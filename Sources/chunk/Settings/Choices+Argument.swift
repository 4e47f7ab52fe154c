public import ArgumentParser
public import ChunkCore

extension UploadOptions.OnFailure: ExpressibleByArgument {}
extension UploadPlanning: ExpressibleByArgument {}
