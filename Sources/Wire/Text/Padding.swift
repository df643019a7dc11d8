extension String {
    /// The text with zeros in front until it has the given number of characters.
    public func zeroPadded(to count: Int) -> String { String(repeating: "0", count: max(0, count - self.count)) + self }

    /// The text with blanks behind until it has the given number of characters.
    ///
    /// Characters, not columns: for text that is known to have one column each. Anything else is `Canvas`'s.
    public func blankPadded(to count: Int) -> String {
        self + String(repeating: " ", count: max(0, count - self.count))
    }
}
