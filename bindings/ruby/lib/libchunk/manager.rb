# frozen_string_literal: true

module Libchunk
  # Uploads big files to Box: a connection pool, credentials and settings, good for any number of uploads at once, from
  # any threads.
  class ChunkedUploadsManager
    include Steps

    # @param access_token [String, nil]
    # @param token_provider [#call, nil] gives a token when an operation has none and when the service refuses one. It may
    #   take one argument: whether the last token was refused. It is called on the thread that waits for the operation.
    # @param login_storage [#load, #save, nil] keeps a user's login: `load` returns the text that was saved last, or nil;
    #   `save(text)` saves one in its place, and it must be safe when that returns. The text is JSON with a
    #   "refresh_token" at least, and as secret as a password. Called on the thread that waits for the operation.
    # @param base_url [String, nil] of Box's API, for files
    # @param upload_url [String, nil] of Box's API, for uploads
    # @param options [Hash] options of `Libchunk.options`; those with scope "call" become the defaults of all calls. Among
    #   them are other ways to get tokens: `client_id` and `client_secret`, `jwt_config_file`, `login_file`
    def initialize(access_token: nil, token_provider: nil, login_storage: nil, base_url: nil, upload_url: nil, **options)
      @program = Program.new(token_provider: token_provider, login_storage: login_storage)
      settings = Options.new({ access_token: access_token, base_url: base_url, upload_url: upload_url, **options })
      settings.ask_for_tokens if token_provider
      settings.keep_login if login_storage
      @client = Handle.new(:chunk_client_free) { Native.checked(:chunk_client_new, settings.to_i) }
      settings.free
    end

    # Uploads a file of 20,000,000 bytes or more: opens a session, sends the parts, commits, and checks that the service
    # has what was sent. If it was interrupted, the same call goes on with what the server has.
    #
    # @param file [Object] a path, a File, {Bytes}, an IO: see {Source}
    # @param file_name [String, nil] nil takes the file's own
    # @param file_size [Integer, nil] in bytes; nil takes the file's own
    # @param parent_folder_id [String] "0" is the root folder
    # @param on_event [#call, nil] told of every {Event}
    # @param options [Hash] options of `Libchunk.options` with scope "call"
    # @yieldparam progress [Progress]
    # @return [FileFull]
    # @raise [Error] a {Conflict} if the name is taken, unless the option `if_exists` says what to do
    def upload_big_file(file, file_name, file_size, parent_folder_id, on_event: nil, extra_headers: {}, **options,
                        &block)
      follow(new_file(file, file_name, file_size, parent_folder_id, extra_headers, options), on_event, block)
    end

    # Uploads a new version of a file. With `if_match` only if the file still has that etag. If the file has this content
    # already, it is left alone, and {FileFull#unchanged?}.
    #
    # @param file_id [String]
    # @param file_name [String, nil] a new name; nil leaves it
    # @return [FileFull]
    # @raise [Error]
    def upload_big_file_version(file_id, file, file_size, file_name: nil, on_event: nil, extra_headers: {}, **options,
                                &block)
      follow(new_version(file_id, file, file_size, file_name, extra_headers, options), on_event, block)
    end

    # Begins what {upload_big_file} does, and does not wait.
    # @return [Upload]
    def start_upload(file, file_name, file_size, parent_folder_id, extra_headers: {}, **options)
      Upload.new(new_file(file, file_name, file_size, parent_folder_id, extra_headers, options))
    end

    # Begins what {upload_big_file_version} does, and does not wait.
    # @return [Upload]
    def start_upload_version(file_id, file, file_size, file_name: nil, extra_headers: {}, **options)
      Upload.new(new_version(file_id, file, file_size, file_name, extra_headers, options))
    end

    private

    def new_file(file, file_name, file_size, parent_folder_id, headers, options)
      source = Source.new(file)
      arguments = [source.to_i, text(file_name || source.name), file_size || source.size || -1, text(parent_folder_id)]
      start(:upload_big_file, arguments, source, headers, options)
    end

    def new_version(file_id, file, file_size, file_name, headers, options)
      source = Source.new(file)
      arguments = [text(file_id), source.to_i, file_size || source.size || -1, text(file_name)]
      start(:upload_big_file_version, arguments, source, headers, options)
    end

    def start(name, arguments, source, headers, options)
      Operation.new(@client, name, arguments, options: Options.new(options, headers), source: source, program: @program)
    end

    def follow(operation, on_event, on_progress)
      operation.run do |event|
        on_event&.call(event)
        on_progress&.call(event) if event.is_a?(Progress)
      end.file
    end

    def text(value) = Native.utf8(value)
  end
end
