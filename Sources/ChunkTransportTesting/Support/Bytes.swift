/// Bytes in which no piece looks like another, so that a lost or doubled one shows.
package func pattern(_ count: Int) -> [UInt8] {
  [UInt8](unsafeUninitializedCapacity: count + 8) { buffer, filled in
    var state: UInt64 = 0x9e37_79b9_7f4a_7c15
    for offset in stride(from: 0, to: count, by: 8) {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      UnsafeMutableRawBufferPointer(buffer).storeBytes(of: state, toByteOffset: offset, as: UInt64.self)
    }
    filled = count
  }
}
