# frozen_string_literal: true

module Libchunk
  # What the service answered, beside the object that came of it.
  class Answer
    # @return [String] "done", "processing" or "unchanged"; with `if_exists` also "new_version" or "renamed"
    attr_reader :outcome
    # @return [Integer]
    attr_reader :http_status
    # @return [String, nil] Box's id of the request
    attr_reader :request_id
    # @return [Float, nil] how many seconds the service asks to wait
    attr_reader :retry_after
    # @return [String] the body as the service sent it; "null" if it is empty
    attr_reader :raw_json

    # @param handle [Handle] a chunk_result
    def initialize(handle)
      @handle = handle
      @outcome = Native.text(:chunk_result_outcome, handle.to_i)
      @http_status = Native.call(:chunk_result_http_status, handle.to_i)
      @request_id = Native.text(:chunk_result_request_id, handle.to_i)
      wait = Native.call(:chunk_result_retry_after_ms, handle.to_i)
      @retry_after = wait / 1000.0 unless wait.negative?
      @raw_json = Native.text(:chunk_result_json, handle.to_i)
    end

    # A header field; nil if the answer has none of that name.
    def header(name) = Native.text(:chunk_result_header, @handle.to_i, Native.utf8(name))

    # The whole answer as an object of a class.
    def as(type) = type.new(parsed || {}.freeze, self)

    # The file of an upload.
    def file = FileFull.new(parsed.fetch("entries").first, self)

    private

    def parsed = JSON.parse(raw_json, freeze: true)
  end
end
