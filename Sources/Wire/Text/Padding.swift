extension String {
    /// The text with zeros in front until it has the given length.
    func padded(to length: Int) -> String { String(repeating: "0", count: max(0, length - count)) + self }
}
