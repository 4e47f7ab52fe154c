# frozen_string_literal: true

# The program in examples/ruby.
class TestExample < Case
  PROGRAM = File.join(Programs::ROOT, "examples/ruby/upload.rb")

  def test_upload
    path = sample
    out, err, status = Open3.capture3(environment, *command(path))
    assert_equal [0, sha1_of(path)], [status.exitstatus, out[/SHA-1 (\h+)/, 1]]
    assert_match(/\r100% \[={30}\] 20 of 20 MB\n\z/, err)
  end

  def test_control_c_and_again
    emulator.faults({ on: "part", offset: 2 * PART, times: 0, do: "stall", where: "before", seconds: 60 })
    path = sample
    Open3.popen3(environment, *command(path)) do |_, _, err, thread|
      text = +""
      text << err.readpartial(1000) until text.include?("16 of 20")
      Process.kill(:INT, thread.pid)
      assert_match(/stopped; the same command goes on/, err.read)
      assert_equal 130, thread.value.exitstatus
    end
    emulator.faults
    out, err, = Open3.capture3(environment, *command(path))
    assert_equal sha1_of(path), out[/SHA-1 (\h+)/, 1]
    assert_match(/going on: #{2 * PART} bytes are there/, err)
  end

  def test_failures
    _, err, status = Open3.capture3(environment, *command("/no/such/file"))
    assert_equal 1, status.exitstatus
    assert_match(%r{/no/such/file|cannot be read}, err)
    _, err, status = Open3.capture3(environment, *command)
    assert_equal [1, true], [status.exitstatus, err.start_with?("usage:")]
  end

  private

  def command(*arguments) = [RbConfig.ruby, "-W", "-I", Programs::BINDING, PROGRAM, *arguments]

  def environment = emulator.settings.merge("CHUNK_STATE_DIR" => File.join(directory, "state"))
end
