internal import ChunkCommand

#if canImport(Darwin)
  internal import ChunkTransportURLSession

  // URLSession is part of the system there.
  await ChunkProgram.run(with: TransportCatalog(urlSession: URLSessionTransport.forProgram))
#else
  await ChunkProgram.run(with: TransportCatalog())
#endif
