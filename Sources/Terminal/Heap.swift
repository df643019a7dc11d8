import CTerminal

/// Where the C library takes memory from.
public enum Heap {
    /// Lets all threads but that of the screen share one heap; called before a second thread is started.
    ///
    /// The C library would give each its own, and their free parts were a megabyte that nobody used.
    public static func share() { sesame_share_heap() }
}
