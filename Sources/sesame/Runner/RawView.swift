import Terminal

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A text on the normal screen, without borders, so that the terminal's own selection can take it.
enum RawView {
    /// Shows the text until Enter is pressed.
    static func show(_ text: String, on screen: Terminal.Screen) {
        screen.stepAside {
            // Documents of others are shown too: what steers a terminal is shown as what it is.
            Console.text(text.hasSuffix("\n") ? text : text + "\n")
            Console.text("\nEnter goes back to sesame. ")
            var byte: UInt8 = 0
            while read(0, &byte, 1) == 1, byte != 0x0A {}
        }
    }
}
