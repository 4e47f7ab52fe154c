# frozen_string_literal: true

module Libchunk
  # The C functions that the gem calls, as chunk.h declares them: for each the types of its arguments and of
  # what it returns. "handle" stands for any `chunk_... *`, "out" for a pointer to where something is put.
  module Functions
    STEP_URL = %i[handle text].freeze
    LIST = %i[handle text int64 int64].freeze
    PART = %i[handle text handle text text].freeze
    PLAN = %i[handle text text].freeze
    COMMIT = %i[handle text text text].freeze

    # The operations: the types of the arguments before `options` and `error`, which they all have.
    OPERATIONS = {
      upload_big_file: %i[handle handle text int64 text],
      upload_big_file_version: %i[handle text handle int64 text],
      create_file_upload_session: %i[handle text int64 text],
      create_file_upload_session_for_existing_file: %i[handle text int64 text],
      get_file_upload_session_by_url: STEP_URL,
      get_file_upload_session_by_id: STEP_URL,
      upload_file_part_by_url: PART,
      upload_file_part: PART,
      delete_file_upload_session_by_url: STEP_URL,
      delete_file_upload_session_by_id: STEP_URL,
      get_file_upload_session_parts_by_url: LIST,
      get_file_upload_session_parts: LIST,
      create_file_upload_session_plan_by_url: PLAN,
      create_file_upload_session_plan: PLAN,
      create_file_upload_session_commit_by_url: COMMIT,
      create_file_upload_session_commit: COMMIT
    }.freeze

    # All others.
    OTHERS = {
      chunk_version: [[], :text],
      chunk_build_information: [[], :text],

      chunk_error_kind: [%i[handle], :text],
      chunk_error_message: [%i[handle], :text],
      chunk_error_remedy: [%i[handle], :text],
      chunk_error_description: [%i[handle], :text],
      chunk_error_is_retriable: [%i[handle], :int32],
      chunk_error_http_status: [%i[handle], :int32],
      chunk_error_box_code: [%i[handle], :text],
      chunk_error_request_id: [%i[handle], :text],
      chunk_error_session_id: [%i[handle], :text],
      chunk_error_retry_after_ms: [%i[handle], :int64],
      chunk_error_json: [%i[handle], :text],
      chunk_error_free: [%i[handle], :nothing],

      chunk_option_count: [[], :size],
      chunk_option_name: [%i[size], :text],
      chunk_option_type: [%i[size], :text],
      chunk_option_scope: [%i[size], :text],
      chunk_option_minimum: [%i[size], :int64],
      chunk_option_maximum: [%i[size], :int64],
      chunk_option_default: [%i[size], :text],
      chunk_option_choices: [%i[size], :text],
      chunk_option_help: [%i[size], :text],
      chunk_options_new: [[], :handle],
      chunk_options_free: [%i[handle], :nothing],
      chunk_options_set_text: [%i[handle text text out], :int32],
      chunk_options_set_integer: [%i[handle text int64 out], :int32],
      chunk_options_set_header: [%i[handle text text out], :int32],
      chunk_options_set_token_function: [%i[handle handle handle out], :int32],
      chunk_options_set_login_functions: [%i[handle handle handle handle out], :int32],

      chunk_client_new: [%i[handle out], :handle],
      chunk_client_free: [%i[handle], :nothing],

      chunk_source_path: [%i[text out], :handle],
      chunk_source_descriptor: [%i[int32 out], :handle],
      chunk_source_memory: [%i[handle size out], :handle],
      chunk_source_free: [%i[handle], :nothing],

      chunk_result_outcome: [%i[handle], :text],
      chunk_result_http_status: [%i[handle], :int32],
      chunk_result_request_id: [%i[handle], :text],
      chunk_result_retry_after_ms: [%i[handle], :int64],
      chunk_result_header: [%i[handle text], :text],
      chunk_result_json: [%i[handle], :text],
      chunk_result_free: [%i[handle], :nothing],

      chunk_operation_descriptor: [%i[handle], :int32],
      chunk_operation_next_event: [%i[handle int64 out], :int32],
      chunk_operation_is_over: [%i[handle], :int32],
      chunk_operation_result: [%i[handle out], :handle],
      chunk_operation_cancel: [%i[handle int32], :nothing],
      chunk_operation_give_token: [%i[handle text out], :int32],
      chunk_operation_refuse_token: [%i[handle text], :nothing],
      chunk_operation_give_login: [%i[handle text out], :int32],
      chunk_operation_new_login: [%i[handle], :text],
      chunk_operation_login_saved: [%i[handle out], :int32],
      chunk_operation_free: [%i[handle], :nothing],

      chunk_event_name: [%i[handle], :text],
      chunk_event_json: [%i[handle], :text],
      chunk_event_free: [%i[handle], :nothing]
    }.freeze

    # Every function by its C name.
    ALL = OTHERS.merge(
      OPERATIONS.to_h { |name, arguments| [:"chunk_start_#{name}", [[*arguments, :handle, :out], :handle]] }
    ).freeze
  end
end
