/// Documents as the service sends them, with identifiers of our own.
enum Documents {
  static let session = """
    {
      "total_parts": 7,
      "part_size": 8388608,
      "session_endpoints": {
        "list_parts": "https://upload.box.com/api/2.0/files/upload_sessions/F971964745A5CD0C001BBE4E58196BFD/parts",
        "commit": "https://upload.box.com/api/2.0/files/upload_sessions/F971964745A5CD0C001BBE4E58196BFD/commit",
        "log_event": "https://upload.box.com/api/2.0/files/upload_sessions/F971964745A5CD0C001BBE4E58196BFD/log",
        "upload_part": "https://upload.box.com/api/2.0/files/upload_sessions/F971964745A5CD0C001BBE4E58196BFD",
        "status": "https://upload.box.com/api/2.0/files/upload_sessions/F971964745A5CD0C001BBE4E58196BFD",
        "abort": "https://upload.box.com/api/2.0/files/upload_sessions/F971964745A5CD0C001BBE4E58196BFD"
      },
      "session_expires_at": "2026-09-21T17:42:10Z",
      "id": "F971964745A5CD0C001BBE4E58196BFD",
      "type": "upload_session",
      "num_parts_processed": 0
    }
    """

  static let sessionWithPlan = """
    {
      "id": "0A1B2C3D4E5F60718293A4B5C6D7E8F9",
      "type": "upload_session",
      "session_expires_at": "2026-09-21T10:42:10.250-07:00",
      "part_size": 67108864,
      "total_parts": 7451,
      "num_parts_processed": 455,
      "session_endpoints": {
        "upload_part": "https://fupload.box.com/api/2.0/files/upload_sessions/0A1B2C3D4E5F60718293A4B5C6D7E8F9",
        "commit": "https://fupload.box.com/api/2.0/files/upload_sessions/0A1B2C3D4E5F60718293A4B5C6D7E8F9/commit",
        "abort": "https://fupload.box.com/api/2.0/files/upload_sessions/0A1B2C3D4E5F60718293A4B5C6D7E8F9",
        "list_parts": "https://fupload.box.com/api/2.0/files/upload_sessions/0A1B2C3D4E5F60718293A4B5C6D7E8F9/parts",
        "status": "https://fupload.box.com/api/2.0/files/upload_sessions/0A1B2C3D4E5F60718293A4B5C6D7E8F9",
        "log_event": "https://fupload.box.com/api/2.0/files/upload_sessions/0A1B2C3D4E5F60718293A4B5C6D7E8F9/log",
        "plan": "https://fupload.box.com/api/2.0/files/upload_sessions/0A1B2C3D4E5F60718293A4B5C6D7E8F9/plan"
      }
    }
    """

  static let uploadedPart = """
    {
      "part": {
        "part_id": "6F2D3486",
        "offset": 16777216,
        "size": 3222784,
        "sha1": "134b65991ed521fcfe4724b7d814ab8ded5185dc"
      }
    }
    """

  static let parts = """
    {
      "total_count": 2,
      "limit": 1000,
      "offset": 0,
      "order": [{"by": "type", "direction": "ASC"}],
      "entries": [
        {"part_id": "6F2D3486", "offset": 0, "size": 8388608, "sha1": "134b65991ed521fcfe4724b7d814ab8ded5185dc"},
        {"part_id": "6F2D3487", "offset": 8388608, "size": 8388608, "sha1": "a94a8fe5ccb19ba61c4c0873d391e987982fbbd3"}
      ]
    }
    """

  static let plan = """
    {
      "upload_session_id": "0A1B2C3D4E5F60718293A4B5C6D7E8F9",
      "hits": [{"offset": 0, "size": 8388608, "sha512": "cf83e1357eefb8bd", "part_id": "6F2D3486"}],
      "misses": [{"offset": 8388608, "size": 4096, "sha512": "ee26b0dd4af7e749"}]
    }
    """

  static let nameConflict = """
    {
      "type": "error",
      "status": 409,
      "code": "item_name_in_use",
      "context_info": {
        "conflicts": {
          "type": "file",
          "id": "12345",
          "file_version": {
            "type": "file_version", "id": "67890", "sha1": "85136c79cbf9fe36bb9d05d0639c70c265c18d37"
          },
          "sequence_id": "3",
          "etag": "3",
          "sha1": "85136c79cbf9fe36bb9d05d0639c70c265c18d37",
          "name": "Contract.pdf",
          "size": 5368709121
        }
      },
      "help_url": "https://developer.box.com/guides/api-calls/permissions-and-errors/common-errors/",
      "message": "Item with the same name already exists",
      "request_id": "abcdef123456"
    }
    """

  static let folderConflict = """
    {
      "type": "error",
      "status": 409,
      "code": "item_name_in_use",
      "context_info": {
        "conflicts": [
          {"type": "folder", "id": "11446498", "sequence_id": "1", "etag": "1", "name": "Contracts"},
          {"type": "web_link", "id": "11446499", "sequence_id": "1", "etag": "1", "name": "Contracts"}
        ]
      },
      "help_url": "https://developer.box.com/guides/api-calls/permissions-and-errors/common-errors/",
      "message": "Item with the same name already exists",
      "request_id": "abcdef123457"
    }
    """

  static let sessionConflict = """
    {
      "type": "error",
      "status": 409,
      "code": "session_conflict",
      "context_info": {"session": \(session)},
      "message": "A session for this file is already open",
      "request_id": "abcdef123458"
    }
    """

  static let rangeOverlap = """
    {
      "type": "error",
      "status": 416,
      "code": "range_overlaps_existing_part",
      "context_info": {
        "conflicting_part": {
          "part_id": "6F2D3486",
          "offset": 8388608,
          "size": 8388608,
          "sha1": "134b65991ed521fcfe4724b7d814ab8ded5185dc"
        },
        "hint": {"retry": false}
      },
      "message": "Part 6F2D3486 overlaps",
      "request_id": "abcdef123459"
    }
    """

  static let accessToken = """
    {
      "access_token": "c3FIOG9vSGV4VHo4QzAyg5T1JvNnJoZ3ExaVNyQWw6",
      "expires_in": 3761,
      "token_type": "bearer",
      "refresh_token": "J7rxTiWOHMoSC1isKZKBZWizoRXjkQzig5C6jFgCVJ9b",
      "restricted_to": [
        {"scope": "item_upload", "object": {"type": "folder", "id": "55", "etag": "1", "sequence_id": "3", "name": "In"}},
        {"scope": "item_download", "object": {"type": "file", "id": "66", "etag": "1", "sha1": "85136c79"}},
        {"scope": "hub_read", "object": {"type": "hub", "id": "77"}}
      ],
      "issued_token_type": "urn:ietf:params:oauth:token-type:access_token"
    }
    """
}
