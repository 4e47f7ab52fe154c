internal import ChunkCommand
internal import ChunkTransportURLSession

// The same program with another transport linked into it. chunk becomes this one when it is asked for that.
await ChunkProgram.run(with: TransportCatalog(urlSession: URLSessionTransport.forProgram))
