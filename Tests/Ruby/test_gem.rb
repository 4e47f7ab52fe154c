# frozen_string_literal: true

# The gem, built, installed and used alone.
class TestGem < Case
  def test_gem_brings_its_library
    environment = { "LIBCHUNK_LIBRARY" => Programs::LIBRARY }
    out, status = Open3.capture2e(environment, File.join(Programs::ROOT, "scripts/gem"))
    assert_predicate status, :success?, out
    built = out.lines.last.chomp
    home = File.join(directory, "gems")
    assert system("gem", "install", "--silent", "--local", "--no-document", "--install-dir", home,
                  File.join(Programs::ROOT, built))
    environment = { "GEM_HOME" => home, "GEM_PATH" => home, "LIBCHUNK_LIBRARY" => nil }
    lines, status = Open3.capture2e(environment, RbConfig.ruby, "-e", <<~RUBY)
      require "libchunk"
      puts Libchunk::Library.path, Libchunk.library_version
    RUBY
    assert_predicate status, :success?, lines
    assert_match(%r{\A#{Regexp.escape(home)}/.*/vendor/libchunk\.so\.1\n#{Regexp.escape(Libchunk::VERSION)}\n\z}, lines)
  end
end
