public import ArgumentParser
public import ChunkCore

extension UploadOptions.OnFailure: ExpressibleByArgument {}
extension UploadOptions.IfExists: ExpressibleByArgument {}
extension UploadPlanning: ExpressibleByArgument {}
