# frozen_string_literal: true

require "json"

module Libchunk
  # Why an operation failed. {kind} is the word to decide by; the subclasses are the groups that programs most often
  # tell apart.
  class Error < StandardError
    # @return [String] what sort of failure it is, such as "storage_full"; treat unknown ones as permanent
    attr_reader :kind
    # @return [String] what to do about it
    attr_reader :remedy
    # @return [String] message, remedy, status, code, request id and session in one line
    attr_reader :description
    # @return [Integer, nil] the HTTP status of the service's answer
    attr_reader :http_status
    # @return [String, nil] Box's code, such as "item_name_in_use"
    attr_reader :code
    # @return [String, nil] Box's id of the request, for its support
    attr_reader :request_id
    # @return [String, nil] the upload session that is still open on the server
    attr_reader :session_id
    # @return [Float, nil] how many seconds the service asks to wait
    attr_reader :retry_after
    # @return [Hash] all of the error, Box's own error object under "box_error"
    attr_reader :details

    # The error of a C handle, which is freed.
    def self.take(handle)
      kind = Native.text(:chunk_error_kind, handle)
      (CLASSES[kind] || Error).new(handle, kind)
    ensure
      Native.call(:chunk_error_free, handle)
    end

    def initialize(handle, kind)
      super(Native.text(:chunk_error_message, handle))
      @kind = kind
      @remedy = Native.text(:chunk_error_remedy, handle)
      @description = Native.text(:chunk_error_description, handle)
      @is_retriable = Native.call(:chunk_error_is_retriable, handle) == 1
      read_answer(handle)
      @details = JSON.parse(Native.text(:chunk_error_json, handle) || "{}", freeze: true)
    end

    # What has the name that is taken, with its `id`, `sha1` and `etag`; nil if the service does not say.
    # @return [ConflictingItem, nil]
    def conflict = details["conflict"] && ConflictingItem.new(details["conflict"])

    # Whether the same call may well succeed later.
    def retriable? = @is_retriable

    def inspect = "#<#{self.class}: #{description}>"

    private

    def read_answer(handle)
      status = Native.call(:chunk_error_http_status, handle)
      @http_status = status unless status.zero?
      @code = Native.text(:chunk_error_box_code, handle)
      @request_id = Native.text(:chunk_error_request_id, handle)
      @session_id = Native.text(:chunk_error_session_id, handle)
      wait = Native.call(:chunk_error_retry_after_ms, handle)
      @retry_after = wait / 1000.0 unless wait.negative?
    end
  end

  # An argument or an option is wrong, or a URL is none that the token may go to; nothing was sent.
  class InvalidArgument < Error; end
  # There is no token, or the service refuses it.
  class Unauthorized < Error; end
  # The token's user may not do this.
  class Forbidden < Error; end
  # No such folder, file or session.
  class NotFound < Error; end
  # A name is taken, another request is in the way, or the file is not the version that was meant.
  class Conflict < Error; end
  # The session expired or was aborted; its parts are lost.
  class SessionGone < NotFound; end
  # The account has no room, or allows no file so large.
  class StorageFull < Error; end
  # The file or stream cannot be read, or changed on the way.
  class SourceError < Error; end
  # The service could not be reached, or the connection broke.
  class ConnectionError < Error; end
  # The service failed, or asks for fewer requests.
  class ServerError < Error; end
  # What the service has is not what was sent.
  class IntegrityError < Error; end
  # All parts are there and the service is still putting them together.
  class StillProcessing < Error; end
  # Another process, or another call in this one, is working on the same upload.
  class UploadInProgress < Error; end
  # The operation was cancelled.
  class Cancelled < Error; end
  # The object belongs to the parent of this process.
  class Forked < Error; end

  class Error
    # The class of each kind; of other kinds it is Error itself.
    CLASSES = {
      InvalidArgument => %w[invalid_argument url_refused misused],
      Unauthorized => %w[unauthorized token_unavailable credentials_refused login_required],
      Forbidden => %w[forbidden],
      NotFound => %w[not_found],
      Conflict => %w[conflict precondition_failed],
      SessionGone => %w[session_gone],
      StorageFull => %w[storage_full too_large],
      SourceError => %w[source_unreadable source_changed],
      ConnectionError => %w[unreachable tls_failed outcome_unknown],
      ServerError => %w[server_error throttled],
      IntegrityError => %w[integrity digest_mismatch],
      StillProcessing => %w[still_processing],
      UploadInProgress => %w[upload_in_progress],
      Cancelled => %w[cancelled],
      Forked => %w[forked]
    }.flat_map { |type, kinds| kinds.map { |kind| [kind, type] } }.to_h.freeze
    private_constant :CLASSES
  end
end
