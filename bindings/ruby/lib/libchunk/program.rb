# frozen_string_literal: true

module Libchunk
  # What the library asks the program by events: for a token, and to load and save a login.
  class Program
    # @param token_provider [#call, nil]
    # @param login_storage [#load, #save, nil]
    def initialize(token_provider: nil, login_storage: nil)
      @token_provider = token_provider
      @login_storage = login_storage
      @answers = { token_needed: method(:give_token), login_needed: method(:give_login),
                   login_changed: method(:save_login) }
    end

    # Whether an event is a question that {answer} answers.
    def asked_by?(event) = @answers.key?(event.name)

    # Answers a question of an operation.
    #
    # @param event [Event]
    # @param operation [Integer] the operation's handle
    # @raise what the program's own objects raise; then the library is told that there is no answer
    def answer(event, operation)
      @answers.fetch(event.name).call(event, operation)
    rescue Exception => e
      # Whatever it was: nobody else answers.
      who = event.name == :token_needed ? "token provider" : "login storage"
      Native.call(:chunk_operation_refuse_token, operation, "the #{who} raised #{e.class}")
      raise
    end

    private

    def give_token(event, operation)
      Native.checked(:chunk_operation_give_token, operation, Native.utf8(ask_for_token(event.is_rejected)))
    end

    def give_login(_event, operation)
      Native.checked(:chunk_operation_give_login, operation, Native.utf8(@login_storage.load))
    end

    def save_login(_event, operation)
      @login_storage.save(Native.text(:chunk_operation_new_login, operation))
      Native.checked(:chunk_operation_login_saved, operation)
    end

    def ask_for_token(is_rejected)
      callable = @token_provider.respond_to?(:arity) ? @token_provider : @token_provider.method(:call)
      callable.arity.zero? ? @token_provider.call : @token_provider.call(is_rejected)
    end
  end
end
