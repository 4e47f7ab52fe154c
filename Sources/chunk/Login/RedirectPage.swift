/// What the browser is shown when it comes back. Nothing of the request is repeated on it.
enum RedirectPage {
  case success
  case failure
  case notFound
  case badRequest

  private var status: String {
    switch self {
    case .success: "200 OK"
    case .failure, .badRequest: "400 Bad Request"
    case .notFound: "404 Not Found"
    }
  }

  private var title: String {
    switch self {
    case .success: "You are logged in"
    case .failure: "The login has failed"
    case .notFound, .badRequest: "There is nothing here"
    }
  }

  private var text: String {
    switch self {
    case .success: "chunk can use your account now. You can close this page and go back to the terminal."
    case .failure: "The terminal says why. You can close this page; to try again, run 'chunk login' there."
    case .notFound, .badRequest: "This is the place that 'chunk login' waits at for your browser."
    }
  }

  /// The whole response: it is kept by nobody, runs nothing, and is shown inside of no other page.
  var response: [UInt8] {
    let body = """
      <!doctype html>
      <html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>\(title)</title>
      <style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem}</style>
      <h1>\(title)</h1>
      <p>\(text)</p>
      </html>

      """
    let head = [
      "HTTP/1.1 \(status)", "Content-Type: text/html; charset=utf-8", "Content-Length: \(body.utf8.count)",
      "Cache-Control: no-store", "Connection: close", "Referrer-Policy: no-referrer",
      "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      "X-Content-Type-Options: nosniff",
    ]
    return Array((head.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
  }
}
