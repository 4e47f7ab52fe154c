internal import ChunkCore
internal import ChunkModels
internal import ChunkTransport
internal import ChunkTransportCurl

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

// What the options mean in terms of the layers below.

extension Settings {
  /// Where the service is.
  func endpoints() throws(ChunkError) -> ServiceEndpoints {
    try ServiceEndpoints(
      base: texts["base_url"] ?? "https://api.box.com",
      upload: texts["upload_url"] ?? "https://upload.box.com/api", token: texts["token_url"],
      allowedHosts: texts["allow_host"]?.split(separator: ",").map { host in
        String(host.drop { $0 == " " }.prefix { $0 != " " })
      } ?? [])
  }

  var limits: TransportLimits {
    let standard = TransportLimits()
    return TransportLimits(
      connect: duration("connect_timeout_ms") ?? standard.connect,
      sendStall: duration("send_timeout_ms") ?? standard.sendStall,
      answer: duration("answer_timeout_ms") ?? standard.answer,
      receiveStall: duration("receive_timeout_ms") ?? standard.receiveStall)
  }

  /// - Throws: ``ChunkError`` if the proxy's URL is none. It does not show the proxy's password.
  func transport() throws(ChunkError) -> CurlOptions {
    var options = CurlOptions(
      certificateAuthorityFile: texts["ca_file"], userAgent: texts["user_agent"] ?? "libchunk/0.1.0")
    guard let proxy = texts["proxy"], !proxy.isEmpty else { return options }
    do throws(TransportError) {
      options.proxy = try ProxyServer(url: proxy)
    } catch {
      throw ChunkError(
        .invalidArgument, "The option \"proxy\" cannot be used: \(error.message)",
        remedy: "Give a URL such as http://proxy.example:3128", cause: error)
    }
    return options
  }

  /// What an upload may take; `nil` if nothing is said of it.
  var budget: UploadBudget? {
    guard integers["parallel"] != nil || integers["limit_rate"] != nil || integers["memory"] != nil else {
      return nil
    }
    let parallel = integers["parallel"] ?? 0
    let rate = integers["limit_rate"] ?? 0
    return UploadBudget(
      concurrency: parallel == 0 ? .automatic() : .fixed(Int(parallel)),
      memory: integers["memory"] ?? 64 << 20,
      maximumBytesPerSecond: rate == 0 ? nil : rate)
  }

  /// How an upload is to be done.
  func upload(sharing budget: UploadBudget) throws(ChunkError) -> UploadOptions {
    var retries = RetryPolicy()
    if let attempts = integers["attempts"] { retries.maximumAttempts = Int(attempts) }
    if let patience = duration("patience_ms") { retries.patience = patience }
    var options = UploadOptions(
      sessionId: texts["session_id"],
      ifExists: texts["if_exists"].flatMap(UploadOptions.IfExists.init(rawValue:)) ?? .fail,
      plan: texts["plan"].flatMap(UploadPlanning.init(rawValue:)) ?? .automatic,
      onFailure: texts["on_failure"].flatMap(UploadOptions.OnFailure.init(rawValue:)) ?? .keep,
      onCancel: texts["on_cancel"].flatMap(UploadOptions.OnFailure.init(rawValue:)) ?? .keep,
      attributes: try attributes(), retries: retries, budget: budget,
      commitTime: duration("commit_time_ms") ?? .seconds(3600), extraHeaders: headers)
    if let directory = texts["state_dir"] { options.resumeStore = FileResumeStore(directory: directory) }
    if integers["resume"] == 0 { options.resumeStore = nil }
    return options
  }

  /// What a file gets with its commit; `nil` for nothing.
  func attributes() throws(ChunkError) -> CommitAttributes? {
    let attributes = CommitAttributes(
      contentCreatedAt: try date("content_created_at"), contentModifiedAt: try date("content_modified_at"),
      description: texts["description"])
    return attributes == CommitAttributes() ? nil : attributes
  }

  private func date(_ name: String) throws(ChunkError) -> Date? {
    guard let text = texts[name] else { return nil }
    guard let date = WireDate.date(from: text) else {
      throw ChunkError(
        .invalidArgument, "The option \"\(name)\" is \"\(text)\", which is no date",
        remedy: "Give one of RFC 3339, such as 2026-11-22T17:00:00Z")
    }
    return date
  }

  private func duration(_ name: String) -> Duration? { integers[name].map { .milliseconds($0) } }
}
