internal import ChunkCore
internal import ChunkModels
internal import HTTPTypes

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What an operation came to.
struct Answer: Sendable {
  /// What it came to, as a word of the header.
  enum Outcome: Sendable {
    case done
    case processing
    case unchanged
    case newVersion
    case renamed
  }

  var outcome = Outcome.done
  var status: Int
  var fields: HTTPFields = [:]
  var retryAfter: Duration?
  var json: Data

  init<Value>(_ response: Response<Value>) {
    status = response.status
    fields = response.headerFields
    json = response.rawJSON
  }

  init(_ result: CommitResult) {
    switch result {
    case .committed(let response): self.init(response)
    case .processing(let retryAfter):
      self.init(outcome: .processing, status: 202, retryAfter: retryAfter, json: Data())
    }
  }

  private init(outcome: Outcome, status: Int, retryAfter: Duration? = nil, json: Data) {
    self.outcome = outcome
    self.status = status
    self.retryAfter = retryAfter
    self.json = json
  }

  /// A finished upload. However the file was found, the answer is a list of it, as a commit's is.
  init(_ committed: Committed) {
    self.init(committed.answer)
    outcome =
      switch committed.outcome {
      case .done: .done
      case .newVersion: .newVersion
      case .renamed: .renamed
      case .unchanged: .unchanged
      }
    guard let value = try? WireJSON.decode(JSONValue.self, from: json), value["entries"] == nil else {
      return
    }
    json = Data("{\"total_count\":1,\"entries\":[".utf8) + json + Data("]}".utf8)
  }
}

/// A result that a program has a handle of.
///
/// `@unchecked Sendable`: as its superclass says.
final class ResultObject: HandleObject, @unchecked Sendable {
  let answer: Answer
  let document: JSONDocument
  let texts = TextCache()

  init(_ answer: Answer) {
    self.answer = answer
    document = JSONDocument(answer.json)
  }
}
