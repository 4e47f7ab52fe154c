# frozen_string_literal: true

# Uploads big files to Box.
#
#     uploads = Libchunk::ChunkedUploadsManager.new(access_token: token)
#     file = uploads.upload_big_file("disk.img", nil, nil, "0") { |progress| p progress.fraction }
#     puts file.id
module Libchunk
end

require_relative "libchunk/version"
require_relative "libchunk/error"
require_relative "libchunk/library"
require_relative "libchunk/native"
require_relative "libchunk/handle"
require_relative "libchunk/value"
require_relative "libchunk/models"
require_relative "libchunk/answer"
require_relative "libchunk/event"
require_relative "libchunk/options"
require_relative "libchunk/feed"
require_relative "libchunk/source"
require_relative "libchunk/program"
require_relative "libchunk/operation"
require_relative "libchunk/upload"
require_relative "libchunk/steps"
require_relative "libchunk/manager"
