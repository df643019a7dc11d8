extension StringProtocol {
    /// Compares two texts without regard to the case of ASCII letters and without making copies.
    @inlinable public func equalsIgnoringCase(_ other: some StringProtocol) -> Bool {
        let (left, right) = (utf8, other.utf8)
        guard left.count == right.count else { return false }
        return zip(left, right).allSatisfy { $0.asciiLowercase == $1.asciiLowercase }
    }
}

extension UInt8 {
    /// The small form of an ASCII letter; any other byte as it is.
    @usableFromInline var asciiLowercase: UInt8 { (0x41...0x5A).contains(self) ? self + 0x20 : self }
}
