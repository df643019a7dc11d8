extension StageScript.Step {
    /// How long its words take to be said, at 200 words a minute and two seconds at least, in milliseconds.
    ///
    /// Playing by itself waits that long before it presses.
    public var readingMilliseconds: Int { max(2000, Self.words(say) * 60_000 / 200) }

    private static func words(_ text: String) -> Int {
        text.split { $0 == " " || $0 == "\n" }.count { word in word.contains { $0.isLetter || $0.isNumber } }
    }
}
