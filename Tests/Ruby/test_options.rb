# frozen_string_literal: true

# Options, and how the library is found.
class TestOptions < Case
  def test_table
    options = Libchunk.options.to_h { |option| [option.name, option] }
    assert_equal ["integer", "call"], [options["parallel"].type, options["parallel"].scope]
    assert_equal %w[keep abort].sort, options["on_cancel"].choices.sort
    assert_equal ["client", []], [options["base_url"].scope, options["base_url"].choices]
    options.each_value { |option| refute_empty option.help, option.name }
  end

  def test_every_default_can_be_given
    defaults = Libchunk.options.reject { |option| option.default.empty? }
    refute_empty defaults
    defaults.each { |option| assert manager(option.name.to_sym => option.default), option.name }
  end

  def test_what_is_refused_is_named
    {
      { no_such_option: 1 } => "no_such_option", { parallel: 1_000_000 } => "parallel",
      { on_cancel: "explode" } => "on_cancel", { resume: "perhaps" } => "resume"
    }.each do |options, name|
      error = assert_raises(Libchunk::InvalidArgument) { manager(**options) }
      assert_includes error.description, name
      assert_raises(Libchunk::InvalidArgument) { manager.upload_big_file("/dev/null", nil, nil, "0", **options) }
    end
  end

  def test_kinds_of_values
    assert manager(resume: false, parallel: "2", on_failure: :abort, state_dir: Pathname("/tmp"), memory: nil)
  end

  def test_library_is_found_and_checked
    assert_equal Libchunk::VERSION, Libchunk.library_version
    refute_empty Libchunk.build_information
    out, status = load_with("/no/such.so")
    assert_match(%r{libchunk cannot be loaded: /no/such.so.*LIBCHUNK_LIBRARY.*LoadError}m, out)
    refute_predicate status, :success?
    error = assert_raises(LoadError) { Libchunk::Library.check(2) }
    assert_match(/ABI version 2, and this gem .* needs 1/, error.message)
  end

  def test_no_warnings
    out, = Open3.capture2e(RbConfig.ruby, "-w", "-I", Programs::BINDING, "-e", "require 'libchunk'")
    assert_empty out
  end

  def test_library_that_is_another
    out, = load_with("libc.so.6")
    assert_match(/libchunk cannot be loaded: .*chunk_abi_version/, out)
  end

  private

  # Output and status of a program that loads the binding with some library.
  def load_with(library)
    Open3.capture2e({ "LIBCHUNK_LIBRARY" => library }, RbConfig.ruby, "-I", Programs::BINDING, "-rlibchunk", "-e", "")
  end
end
