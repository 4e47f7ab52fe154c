// swift-tools-version: 6.2
import PackageDescription

// A program that imports the Swift libraries and loads the C library beside them: two Swift runtimes in
// one process.
let package = Package(
  name: "both",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "libchunk", path: "../../..")],
  targets: [
    .executableTarget(name: "both", dependencies: [.product(name: "ChunkClient", package: "libchunk")])
  ]
)
