# frozen_string_literal: true

module Libchunk
  # An option of the library: `Libchunk.options` lists them all.
  #
  # `type` is "text", "integer", "flag" (true or false) or "choice" (one of `choices`); `scope` is "client" for
  # {ChunkedUploadsManager#initialize} alone, or "call".
  Option = Struct.new(:name, :type, :scope, :minimum, :maximum, :default, :choices, :help, keyword_init: true)

  # The options of the library in use, as it describes them.
  def self.options
    Array.new(Native.call(:chunk_option_count)) do |index|
      texts = %i[name type scope default help].to_h { |part| [part, Native.text(:"chunk_option_#{part}", index)] }
      Option.new(**texts, choices: Native.text(:chunk_option_choices, index).split("|"),
                          minimum: Native.call(:chunk_option_minimum, index),
                          maximum: Native.call(:chunk_option_maximum, index)).freeze
    end
  end

  # The settings of a client or of one operation, for the library. Which there are, and which values they take, only the
  # library knows: its errors name them.
  class Options
    # @param settings [Hash] options by their names; those that are nil keep their defaults
    # @param headers [Hash] more header fields for the requests of an operation
    def initialize(settings, headers = {})
      @handle = Handle.new(:chunk_options_free) { Native.call(:chunk_options_new) }
      settings.each { |name, value| set(name.to_s, value) unless value.nil? }
      headers.each do |name, value|
        Native.checked(:chunk_options_set_header, to_i, Native.utf8(name), Native.utf8(value))
      end
    end

    def to_i = @handle.to_i

    def free = @handle.free

    # Has the client ask for tokens by events, which its operations answer.
    def ask_for_tokens
      Native.checked(:chunk_options_set_token_function, to_i, Native::NULL, Native::NULL)
    end

    # Has the client ask for a login, and have it saved, by events, which its operations answer.
    def keep_login
      Native.checked(:chunk_options_set_login_functions, to_i, Native::NULL, Native::NULL, Native::NULL)
    end

    private

    def set(name, value)
      value = { true => 1, false => 0 }.fetch(value, value)
      if value.is_a?(Integer)
        Native.checked(:chunk_options_set_integer, to_i, name, value)
      else
        value = value.iso8601 if value.respond_to?(:iso8601)
        Native.checked(:chunk_options_set_text, to_i, name, Native.utf8(value))
      end
    end
  end
end
