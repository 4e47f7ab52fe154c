# frozen_string_literal: true

# The fourteen steps, by URL and by id, and the values that they give.
class TestSteps < Case
  def setup
    super
    @uploads = manager
    @bytes = bytes
    @session = @uploads.create_file_upload_session("0", SMALLEST, "steps.bin")
  end

  def test_by_id
    id = @session.id
    assert_equal 0, @uploads.get_file_upload_session_by_id(id).num_parts_processed
    assert_equal [3, 0], plan_counts(@uploads.create_file_upload_session_plan(id, planned))
    sent = ranges.map { |offset, body, range| [offset, @uploads.upload_file_part(id, body, digest(body.to_s), range)] }
    assert_parts(sent)
    assert_listed(@uploads.get_file_upload_session_parts(id),
                  @uploads.get_file_upload_session_parts(id, offset: 1, limit: 1))
    assert_committed(@uploads.create_file_upload_session_commit(id, sent.map(&:last), digest(@bytes)))
  end

  def test_by_url
    urls = @session.session_endpoints
    assert_equal @session.id, @uploads.get_file_upload_session_by_url(urls.status).id
    assert_equal [3, 0], plan_counts(@uploads.create_file_upload_session_plan_by_url(urls.plan, planned))
    sent = ranges.map { |offset, body, range| [offset, @uploads.upload_file_part_by_url(urls.upload_part, body, nil, range)] }
    assert_parts(sent)
    assert_listed(@uploads.get_file_upload_session_parts_by_url(urls.list_parts),
                  @uploads.get_file_upload_session_parts_by_url(urls.list_parts, offset: 1, limit: 1))
    parts = @uploads.get_file_upload_session_parts_by_url(urls.list_parts).entries
    assert_committed(@uploads.create_file_upload_session_commit_by_url(urls.commit, parts, digest(@bytes)))
  end

  def test_abort
    other = @uploads.create_file_upload_session("0", SMALLEST, "other.bin")
    assert_nil @uploads.delete_file_upload_session_by_id(@session.id)
    assert_nil @uploads.delete_file_upload_session_by_url(other.session_endpoints.abort)
    assert_equal [false, false], [@session, other].map { |session| emulator.session?(session.id) }
  end

  def test_session_of_a_version
    file = @uploads.upload_big_file(sample, nil, nil, "0")
    session = @uploads.create_file_upload_session_for_existing_file(file.id, SMALLEST + 1, file_name: "renamed.bin")
    assert_equal [PART, 3], [session.part_size, session.total_parts]
    assert_equal 1, emulator.count("create-version")
  end

  def test_part_of_each_kind_of_source
    path = sample("part.bin", PART)
    first = "bytes 0-#{PART - 1}/#{SMALLEST}"
    expected = sha1_of(path)
    reader, writer = IO.pipe(binmode: true)
    feeder = Thread.new { writer.write(File.binread(path)) && writer.close }
    [path, File.open(path, "rb"), StringIO.new(File.binread(path)), reader].each do |body|
      session = @uploads.create_file_upload_session("0", SMALLEST, "#{body.class}.bin")
      assert_equal expected, @uploads.upload_file_part(session.id, body, nil, first).part.sha1
    end
    feeder.join
  end

  def test_commit_that_takes_time
    parts = ranges.map { |_, body, range| @uploads.upload_file_part(@session.id, body, nil, range) }
    emulator.faults({ on: "commit", do: "accepted", retry_after: 3 })
    first = @uploads.create_file_upload_session_commit(@session.id, parts, digest(@bytes))
    assert_equal [true, 3.0, 202, nil], [first.processing?, first.answer.retry_after, first.answer.http_status, first.entries]
    again = @uploads.create_file_upload_session_commit(@session.id, parts, digest(@bytes), description: "The second")
    assert_equal [false, "The second"], [again.processing?, again.entries.first.description]
  end

  def test_extra_headers_are_sent
    @uploads.get_file_upload_session_by_id(@session.id, extra_headers: { "X-Test" => "thé" })
    assert_equal "thé", emulator.requests("get").last.dig("headers", "x-test")&.force_encoding("UTF-8")
  end

  private

  # Offset, bytes and Content-Range of each part.
  def ranges
    (0...SMALLEST).step(PART).map do |offset|
      body = @bytes.byteslice(offset, PART)
      [offset, Libchunk::Bytes.new(body), "bytes #{offset}-#{offset + body.bytesize - 1}/#{SMALLEST}"]
    end
  end

  def planned
    ranges.map { |offset, body, _| { offset: offset, size: body.to_s.bytesize, sha512: Digest::SHA512.hexdigest(body.to_s) } }
  end

  def plan_counts(plan) = [plan.misses.size, plan.hits.size]

  def assert_parts(sent)
    assert_equal 3, sent.size
    sent.zip(ranges) do |(offset, uploaded), (_, body, _)|
      assert_equal [offset, body.to_s.bytesize, sha1(body.to_s)], [uploaded.part.offset, uploaded.part.size, uploaded.part.sha1]
    end
  end

  def assert_listed(all, second)
    assert_equal [0, PART, 2 * PART], all.entries.map(&:offset)
    assert_equal [PART], second.entries.map(&:offset)
  end

  def assert_committed(files)
    file = files.entries.first
    assert_equal ["steps.bin", SMALLEST, sha1(@bytes)], [file.name, file.size, file.sha1]
    assert_equal sha1(@bytes), emulator.sha1(file.id)
  end
end
