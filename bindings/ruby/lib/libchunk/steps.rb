# frozen_string_literal: true

module Libchunk
  # The steps of an upload, one request each (https://developer.box.com/reference/). A request is not repeated: the error
  # says whether it may be. `extra_headers` are more header fields, such as "As-User"; `options` are those of
  # `Libchunk.options` with scope "call".
  module Steps
    # Opens a session for a new file.
    # @return [UploadSession]
    def create_file_upload_session(folder_id, file_size, file_name, **options)
      step(__method__, [text(folder_id), file_size, text(file_name)], **options).as(UploadSession)
    end

    # Opens a session for a new version of a file.
    # @return [UploadSession]
    def create_file_upload_session_for_existing_file(file_id, file_size, file_name: nil, **options)
      step(__method__, [text(file_id), file_size, text(file_name)], **options).as(UploadSession)
    end

    # What a session is, by a URL that the service gave. URLs that are not the service's are refused.
    # @return [UploadSession]
    def get_file_upload_session_by_url(url, **options)
      step(__method__, [text(url)], **options).as(UploadSession)
    end

    # @return [UploadSession]
    def get_file_upload_session_by_id(upload_session_id, **options)
      step(__method__, [text(upload_session_id)], **options).as(UploadSession)
    end

    # Sends a part.
    #
    # @param request_body [Object] the part's bytes: all that {Source} takes; streams are read into memory
    # @param digest [String, nil] "sha=" and the SHA-1 in base64; nil has it computed
    # @param content_range [String] "bytes FIRST-LAST/TOTAL"
    # @return [UploadedPart]
    def upload_file_part_by_url(url, request_body, digest, content_range, **options)
      send_part(__method__, url, request_body, digest, content_range, **options)
    end

    # @return [UploadedPart]
    def upload_file_part(upload_session_id, request_body, digest, content_range, **options)
      send_part(__method__, upload_session_id, request_body, digest, content_range, **options)
    end

    # Aborts a session; its bytes are thrown away.
    # @return [nil]
    def delete_file_upload_session_by_url(url, **options)
      step(__method__, [text(url)], **options)
      nil
    end

    # @return [nil]
    def delete_file_upload_session_by_id(upload_session_id, **options)
      step(__method__, [text(upload_session_id)], **options)
      nil
    end

    # A page of the parts that a session has.
    # @return [UploadParts]
    def get_file_upload_session_parts_by_url(url, offset: nil, limit: nil, **options)
      step(__method__, [text(url), offset || -1, limit || -1], **options).as(UploadParts)
    end

    # @return [UploadParts]
    def get_file_upload_session_parts(upload_session_id, offset: nil, limit: nil, **options)
      step(__method__, [text(upload_session_id), offset || -1, limit || -1], **options).as(UploadParts)
    end

    # Asks which parts the service holds already.
    #
    # @param parts [Array<Hash>] each with "offset", "size" and "sha512", in hexadecimal
    # @return [UploadSessionPlan]
    def create_file_upload_session_plan_by_url(url, parts, **options)
      step(__method__, [text(url), JSON.generate(parts)], **options).as(UploadSessionPlan)
    end

    # @return [UploadSessionPlan]
    def create_file_upload_session_plan(upload_session_id, parts, **options)
      step(__method__, [text(upload_session_id), JSON.generate(parts)], **options).as(UploadSessionPlan)
    end

    # Makes the file of the parts. {Files#processing?} says whether the service needs more time.
    #
    # @param parts [Array<UploadPart, UploadedPart, Hash>] all parts, as the service gave them
    # @param digest [String] "sha=" and the whole file's SHA-1 in base64
    # @return [Files]
    def create_file_upload_session_commit_by_url(url, parts, digest, **options)
      step(__method__, [text(url), parts_json(parts), text(digest)], **options).as(Files)
    end

    # @return [Files]
    def create_file_upload_session_commit(upload_session_id, parts, digest, **options)
      step(__method__, [text(upload_session_id), parts_json(parts), text(digest)], **options).as(Files)
    end

    private

    def send_part(name, target, body, digest, content_range, **options)
      source = Source.new(body, is_held: true)
      arguments = [text(target), source.to_i, text(digest), text(content_range)]
      step(name, arguments, source: source, **options).as(UploadedPart)
    end

    def step(name, arguments, source: nil, extra_headers: {}, **options)
      start(name, arguments, source, extra_headers, options).run
    end

    def parts_json(parts)
      JSON.generate(parts.map { |part| part.is_a?(UploadedPart) ? part.part : part })
    end
  end
end
