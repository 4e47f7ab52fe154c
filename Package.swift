// swift-tools-version: 6.2
import PackageDescription

// The Makefile and CI set this, so that a warning of ours never lands; a package that depends on
// us is never stopped by a warning that a newer compiler invents.
let strict: [SwiftSetting] =
  Context.environment["CHUNK_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)]

let settings: [SwiftSetting] =
  strict + [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ]

let apple: [Platform] = [.macOS, .macCatalyst, .iOS, .tvOS, .watchOS, .visionOS]

let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")

// SwiftPM fetches, for a package that uses ours, what the *declared products* reach and nothing
// else. So the executables and the emulator stay undeclared: nobody who imports a library has to
// fetch Hummingbird or swift-argument-parser. `swift run chunk` works all the same.
let package = Package(
  name: "libchunk",
  platforms: [.macOS(.v15), .iOS(.v18)],
  products: [
    .library(name: "ChunkModels", targets: ["ChunkModels"]),
    .library(name: "ChunkDigest", targets: ["ChunkDigest"]),
    .library(name: "ChunkTransport", targets: ["ChunkTransport"]),
    .library(name: "ChunkTransportCurl", targets: ["ChunkTransportCurl"]),
    .library(name: "ChunkTransportURLSession", targets: ["ChunkTransportURLSession"]),
    .library(name: "ChunkCore", targets: ["ChunkCore"]),
    .library(name: "ChunkClient", targets: ["ChunkClient"]),
    // For tests, of transports and of programs that send.
    .library(name: "ChunkTransportTesting", targets: ["ChunkTransportTesting"]),
    .library(name: "ChunkServiceTesting", targets: ["ChunkServiceTesting"]),
    // The C library. `make libchunk` builds it with the flags that it needs, and under its real name.
    .library(name: "ChunkCAPI", type: .dynamic, targets: ["ChunkCAPI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.20.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl",
      providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

    .target(name: "ChunkModels", swiftSettings: settings),
    .target(
      name: "ChunkDigest",
      dependencies: [
        .target(
          name: "CCrypto", condition: .when(platforms: [.linux, .android, .openbsd, .windows]))
      ],
      swiftSettings: settings),
    // Signatures of private keys, for the assertions of JWT: apart from the digests, which everybody needs.
    .target(
      name: "ChunkSignature",
      dependencies: [
        .target(
          name: "CCrypto", condition: .when(platforms: [.linux, .android, .openbsd, .windows]))
      ],
      swiftSettings: settings),
    // Threads of our own, and a gate that holds them all: below everything that starts one.
    .target(name: "ChunkThreads", swiftSettings: settings),
    .target(name: "ChunkTransport", dependencies: [httpTypes], swiftSettings: settings),
    .target(
      name: "ChunkTransportCurl", dependencies: ["ChunkTransport", "ChunkThreads", "CCurl", httpTypes],
      swiftSettings: settings),
    .target(
      name: "ChunkTransportURLSession", dependencies: ["ChunkTransport", "ChunkThreads", httpTypes],
      swiftSettings: settings),
    .target(
      name: "ChunkTransportTesting", dependencies: ["ChunkTransport", "ChunkThreads", httpTypes],
      swiftSettings: settings),
    .target(
      name: "ChunkCore",
      dependencies: [
        "ChunkModels", "ChunkDigest", "ChunkSignature", "ChunkTransport", "ChunkThreads", "CZlib", httpTypes,
        logging,
      ],
      swiftSettings: settings),
    // URLSession where it is the system's own, and libcurl elsewhere.
    .target(
      name: "ChunkClient",
      dependencies: [
        "ChunkModels", "ChunkTransport", "ChunkCore",
        .target(name: "ChunkTransportURLSession", condition: .when(platforms: apple)),
        .target(
          name: "ChunkTransportCurl", condition: .when(platforms: [.linux, .android, .openbsd, .windows])),
      ],
      swiftSettings: settings),
    .target(
      name: "ChunkServiceTesting",
      dependencies: [
        "ChunkModels", "ChunkDigest", "ChunkTransport", "ChunkThreads", "ChunkTransportTesting", httpTypes,
      ],
      swiftSettings: settings),
    .systemLibrary(name: "CChunk", path: "include"),
    .target(name: "CForkHooks"),
    .target(
      name: "ChunkCAPI",
      dependencies: [
        "ChunkModels", "ChunkDigest", "ChunkTransport", "ChunkThreads", "ChunkTransportCurl", "ChunkCore",
        "CChunk", "CForkHooks", httpTypes,
      ],
      swiftSettings: settings),
    // The command line without a main: of its two programs one has FoundationNetworking linked into it, and with that
    // all of Foundation, which is 50 MB.
    .target(
      name: "ChunkCommand",
      dependencies: [
        "ChunkModels", "ChunkDigest", "ChunkTransport", "ChunkTransportCurl", "ChunkCore", httpTypes, logging,
        argumentParser,
      ],
      path: "Sources/chunk", swiftSettings: settings),
    .executableTarget(
      name: "chunk",
      dependencies: [
        "ChunkCommand", .target(name: "ChunkTransportURLSession", condition: .when(platforms: apple)),
      ],
      path: "Sources/programs/chunk", swiftSettings: settings),
    .executableTarget(
      name: "chunk-urlsession", dependencies: ["ChunkCommand", "ChunkTransportURLSession"],
      path: "Sources/programs/chunk-urlsession", swiftSettings: settings),
    .target(
      name: "ChunkEmulator",
      dependencies: [
        "ChunkModels", "ChunkDigest", "CCrypto", hummingbird, hummingbirdTLS, nioCore, nioPosix, nioHTTPTypes,
        httpTypes, logging,
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "chunk-emulator", dependencies: ["ChunkEmulator", argumentParser, logging],
      swiftSettings: settings),

    .testTarget(
      name: "ChunkModelsTests", dependencies: ["ChunkModels"], swiftSettings: settings),
    .testTarget(
      name: "ChunkDigestTests", dependencies: ["ChunkDigest"], swiftSettings: settings),
    .testTarget(
      name: "ChunkSignatureTests", dependencies: ["ChunkSignature", "ChunkTestSupport"],
      swiftSettings: settings),
    // What several test targets share: a scripted TCP server, files, certificates.
    .target(name: "CSlowResolver", path: "Tests/CSlowResolver"),
    .target(name: "CChildProcess", path: "Tests/CChildProcess"),
    .target(
      name: "ChunkTestSupport",
      dependencies: ["ChunkDigest", "ChunkTransportTesting", "CSlowResolver", "CChildProcess"],
      path: "Tests/ChunkTestSupport", swiftSettings: settings),
    .testTarget(
      name: "ChunkTransportTests",
      dependencies: ["ChunkTransport", "ChunkTransportTesting", "ChunkTestSupport", httpTypes],
      swiftSettings: settings),
    .testTarget(
      name: "ChunkTransportTestingTests",
      dependencies: ["ChunkTransport", "ChunkTransportCurl", "ChunkTransportTesting", httpTypes],
      swiftSettings: settings),
    .testTarget(
      name: "ChunkTransportCurlTests",
      dependencies: [
        "ChunkTransport", "ChunkTransportCurl", "ChunkTransportTesting", "ChunkTestSupport", httpTypes,
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ChunkTransportURLSessionTests",
      dependencies: [
        "ChunkTransport", "ChunkTransportURLSession", "ChunkTransportTesting", "ChunkTestSupport", httpTypes,
      ],
      swiftSettings: settings),
    // What the two test targets of the engine share: content, events, tokens, a clock.
    .target(
      name: "ChunkCoreTestSupport", dependencies: ["ChunkCore", "ChunkDigest", "ChunkTestSupport", logging],
      path: "Tests/ChunkCoreTestSupport", swiftSettings: settings),
    // The engine without a network: no backend and no server is linked, so that none can be named.
    .testTarget(
      name: "ChunkCoreTests",
      dependencies: [
        "ChunkModels", "ChunkDigest", "ChunkTransport", "ChunkCore", "ChunkTransportTesting",
        "ChunkServiceTesting", "ChunkCoreTestSupport", "ChunkTestSupport", httpTypes, logging,
      ],
      swiftSettings: settings),
    // The engine over the wire: backends and the local server.
    .testTarget(
      name: "ChunkCoreWireTests",
      dependencies: [
        "ChunkModels", "ChunkDigest", "ChunkTransport", "ChunkTransportCurl", "ChunkTransportURLSession",
        "ChunkCore", "ChunkEmulator", "ChunkTransportTesting", "ChunkCoreTestSupport", "ChunkTestSupport",
        httpTypes,
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ChunkEmulatorTests",
      dependencies: ["ChunkEmulator", "ChunkTransportCurl", "ChunkTestSupport"],
      swiftSettings: settings),
  ]
)
