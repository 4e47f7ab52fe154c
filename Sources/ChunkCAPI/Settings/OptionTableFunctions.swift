internal import CChunk
internal import ChunkThreads

@implementation @_cdecl("chunk_option_count")
public func chunk_option_count() -> Int { ThreadGate.visit { Option.all.count } }

@implementation @_cdecl("chunk_option_name")
public func chunk_option_name(_ index: Int) -> UnsafePointer<CChar>? {
  option(index).map { ImmortalText.pointer(to: $0.name) }
}

@implementation @_cdecl("chunk_option_type")
public func chunk_option_type(_ index: Int) -> UnsafePointer<CChar>? {
  switch option(index)?.kind {
  case .text: ImmortalText.pointer(to: "text")
  case .integer: ImmortalText.pointer(to: "integer")
  case .flag: ImmortalText.pointer(to: "flag")
  case .choice: ImmortalText.pointer(to: "choice")
  case nil: nil
  }
}

@implementation @_cdecl("chunk_option_scope")
public func chunk_option_scope(_ index: Int) -> UnsafePointer<CChar>? {
  switch option(index)?.scope {
  case .client: ImmortalText.pointer(to: "client")
  case .call: ImmortalText.pointer(to: "call")
  case nil: nil
  }
}

@implementation @_cdecl("chunk_option_minimum")
public func chunk_option_minimum(_ index: Int) -> Int64 { range(index).lowerBound }

@implementation @_cdecl("chunk_option_maximum")
public func chunk_option_maximum(_ index: Int) -> Int64 { range(index).upperBound }

@implementation @_cdecl("chunk_option_default")
public func chunk_option_default(_ index: Int) -> UnsafePointer<CChar>? {
  option(index).map { ImmortalText.pointer(to: $0.standard) }
}

@implementation @_cdecl("chunk_option_choices")
public func chunk_option_choices(_ index: Int) -> UnsafePointer<CChar>? {
  guard let option = option(index) else { return nil }
  if case .choice(let words) = option.kind { return ImmortalText.pointer(to: words) }
  return ImmortalText.pointer(to: "")
}

@implementation @_cdecl("chunk_option_help")
public func chunk_option_help(_ index: Int) -> UnsafePointer<CChar>? {
  option(index).map { ImmortalText.pointer(to: $0.help) }
}

private func option(_ index: Int) -> Option? {
  ThreadGate.visit { Option.all.indices.contains(index) ? Option.all[index] : nil }
}

private func range(_ index: Int) -> ClosedRange<Int64> {
  switch option(index)?.kind {
  case .integer(let range): range
  case .flag: 0...1
  case .text, .choice, nil: 0...0
  }
}
