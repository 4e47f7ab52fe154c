// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who uses the library builds it. scripts/fuzz passes
// -sanitize=fuzzer,address, without which it does not link.
let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "libchunk", path: "../..")],
  targets: [
    .target(name: "CFuzzer"),
    .target(name: "FuzzSupport", dependencies: ["CFuzzer"], swiftSettings: settings),
    .executableTarget(
      name: "fuzz-json", dependencies: ["FuzzSupport", .product(name: "ChunkModels", package: "libchunk")],
      swiftSettings: settings),
    .executableTarget(
      name: "fuzz-capi", dependencies: ["FuzzSupport", .product(name: "ChunkCAPI", package: "libchunk")],
      swiftSettings: settings),
  ]
)
