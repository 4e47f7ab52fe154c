# frozen_string_literal: true

# What errors say, and of which class they are.
class TestErrors < Case
  def test_what_an_error_says
    emulator.faults({ on: "create", do: "status", status: 409, code: "item_name_in_use", message: "Taken",
                      headers: { "box-request-id" => "abc123" } })
    error = assert_raises(Libchunk::Conflict) { manager.create_file_upload_session("0", SMALLEST, "a.bin") }
    assert_equal ["conflict", 409, "item_name_in_use"], [error.kind, error.http_status, error.code]
    refute_predicate error, :retriable?
    [error.message, error.remedy, error.description, error.inspect].each { |text| refute_empty text }
    assert_equal Encoding::UTF_8, error.message.encoding
    assert_includes error.description, "item_name_in_use"
    assert_equal "item_name_in_use", error.details.dig("box_error", "code")
    refute_includes [error.description, error.details.to_s].join, emulator.token
  end

  def test_retry_after
    emulator.faults({ on: "get", do: "status", status: 429, code: "rate_limit_exceeded", retry_after: 7 })
    error = assert_raises(Libchunk::ServerError) { manager.get_file_upload_session_by_id("1") }
    assert_equal ["throttled", 7.0, true], [error.kind, error.retry_after, error.retriable?]
  end

  def test_session_that_was_left
    emulator.faults({ on: "part", times: 0, do: "status", status: 403, code: "access_denied" })
    error = assert_raises(Libchunk::Forbidden) { manager.upload_big_file(sample, nil, nil, "0") }
    assert emulator.session?(error.session_id)
    assert_nil error.retry_after
    assert_nil error.conflict
  end

  def test_classes
    {
      Libchunk::Unauthorized => -> { manager(access_token: "wrong").create_file_upload_session("0", SMALLEST, "a") },
      Libchunk::SessionGone => -> { manager.get_file_upload_session_by_id("none") },
      Libchunk::InvalidArgument => -> { manager.get_file_upload_session_by_url("https://example.com/session") },
      Libchunk::ConnectionError => -> { manager(upload_url: "http://127.0.0.1:1").get_file_upload_session_by_id("1") },
      Libchunk::Error => -> { manager.upload_big_file(sample("small.bin", 10), nil, nil, "0") }
    }.each { |type, call| assert_kind_of type, assert_raises(Libchunk::Error, type.name, &call) }
  end

  def test_upload_that_another_one_makes
    emulator.faults(SLOW)
    path = sample
    first = manager.start_upload(path, nil, nil, "0")
    first.each_event.find { |event| event.name == :session_opened }
    assert_raises(Libchunk::UploadInProgress) { manager.upload_big_file(path, nil, nil, "0") }
    first.cancel.wait(5)
  end

  def test_texts_that_c_cannot_have
    assert_raises(ArgumentError) { manager.get_file_upload_session_by_id("a\0b") }
    error = assert_raises(Libchunk::InvalidArgument) { manager.create_file_upload_session("0", SMALLEST, "a\xFF") }
    assert_equal "invalid_argument", error.kind
  end
end
