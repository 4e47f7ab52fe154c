// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "upload-example",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "libchunk", path: "../..")],
  targets: [
    .executableTarget(
      name: "upload", dependencies: [.product(name: "ChunkClient", package: "libchunk")]),
    .executableTarget(
      name: "upload-as-app", dependencies: [.product(name: "ChunkClient", package: "libchunk")]),
  ]
)
