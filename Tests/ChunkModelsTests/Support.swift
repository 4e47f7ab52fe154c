import ChunkModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

func decode<T: Decodable>(_ type: T.Type, _ text: String) throws -> T {
  try WireJSON.decode(type, from: Data(text.utf8))
}

func text(_ value: some Encodable) throws -> String {
  String(decoding: try WireJSON.encode(value), as: UTF8.self)
}

/// The names on the path to what a decoding error complains about, or `nil` if it is none or has no path.
func path(of error: (any Error)?) -> [String]? {
  let context: DecodingError.Context? =
    switch error as? DecodingError {
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
      .dataCorrupted(let context):
      context
    default: nil
    }
  return context?.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
}

func date(_ secondsSince1970: Double) -> Date {
  Date(timeIntervalSince1970: secondsSince1970)
}
