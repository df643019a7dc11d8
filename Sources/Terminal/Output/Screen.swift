import CTerminal
public import Canvas

/// The terminal as a full screen: frames go out, sizes and raw bytes come in.
///
/// There is one per process. It is used from the main thread only, except ``wake()``.
public final class Screen {
    /// What was known beforehand.
    public let setting: TerminalSetting
    /// How many colours are used.
    public let depth: ColorDepth
    /// Bytes written for the last frame, 0 when nothing had changed.
    public private(set) var bytesOfLastFrame = 0
    /// How long the terminal was somebody else's since it was taken: while suspended, and while stepped aside.
    public private(set) var timeAside = Duration.zero
    /// Where keys are read.
    let input: Int32

    /// Takes over a terminal.
    ///
    /// - Parameters:
    ///   - setting: What the environment says.
    ///   - term: The value of `TERM`.
    ///   - input: The descriptor that keys are read from.
    ///   - output: The descriptor that frames are written to.
    /// - Throws: ``ScreenError`` when there is no terminal, or none that curses knows; it is as it was then.
    public init(
        _ setting: TerminalSetting, term: String, input: Int32 = 0, output: Int32 = 1
    ) throws(ScreenError) {
        switch UInt32(sesame_terminal_open(input, output, term)) {
        case SESAME_OPENED.rawValue: break
        case SESAME_NOT_A_TERMINAL.rawValue: throw .notATerminal
        case SESAME_UNKNOWN_TERM.rawValue: throw .unknownTerminal(term)
        case SESAME_NOT_WRITABLE.rawValue: throw .notWritable
        default: throw .noResources
        }
        self.setting = setting
        self.input = input
        depth = setting.depth(colours: Int(sesame_terminal_colours()))
        for ink in Ink.allCases {
            guard let index = Palette.index(of: ink, depth: depth) else { continue }
            sesame_terminal_define_ink(Int32(ink.rawValue), Int32(index))
        }
    }

    /// The size of the window.
    public var size: Size {
        var rows: Int32 = 0
        var columns: Int32 = 0
        sesame_terminal_size(&rows, &columns)
        return Size(columns: Int(columns), rows: Int(rows))
    }

    /// Takes note that the window has another size.
    public func resize(to size: Size) { sesame_terminal_resize(Int32(size.rows), Int32(size.columns)) }

    /// Shows a frame, writing only what differs from the one before, in at most one write.
    ///
    /// - Returns: False when the terminal is gone.
    public func present(_ frame: Frame) -> Bool {
        var frame = frame
        setting.glyphs.apply(to: &frame)
        sesame_terminal_mouse(frame.wantsMouse ? 1 : 0)
        sesame_terminal_begin()
        for row in 0..<frame.size.rows { put(frame.row(row), row: row) }
        let cursor = frame.cursor ?? Position(row: 0, column: 0)
        let row = min(max(cursor.row, 0), max(frame.size.rows - 1, 0))
        let column = min(max(cursor.column, 0), max(frame.size.columns - 1, 0))
        let written = sesame_terminal_present(
            Int32(row), Int32(column), frame.cursorVisible ? 1 : 0, setting.synchronizes ? 1 : 0)
        bytesOfLastFrame = Int(max(written, 0))
        return written >= 0
    }

    /// Draws the whole next frame anew, as after something else has written to the terminal.
    public func invalidate() { sesame_terminal_invalidate() }

    /// Gives the terminal back while something else uses it, and takes it again afterwards.
    public func stepAside(_ meanwhile: () -> Void) {
        timeAside += SuspendingClock().measure {
            sesame_terminal_leave()
            meanwhile()
            sesame_terminal_enter()
        }
    }

    /// Stops the process as Ctrl-Z does and returns when it is continued; the terminal is the shell's meanwhile.
    public func suspend() { timeAside += SuspendingClock().measure { sesame_terminal_suspend() } }

    /// Gives the terminal back as it was found.
    public func close() { sesame_terminal_close() }

    /// Gives the terminal back from wherever the program fails; harmless when it is not taken.
    public static func closeAny() { sesame_terminal_close() }

    /// Sends a sequence that draws nothing.
    public func send(_ bytes: [UInt8]) { _ = sesame_terminal_send(bytes, bytes.count) }

    /// Makes the loop look for messages; callable from any thread.
    public static func wake() { sesame_terminal_wake() }

    /// Writes one row as runs of cells that look alike.
    ///
    /// Every run is addressed absolutely, and a run ends after a character whose width terminals do not agree on, so
    /// that a disagreement never moves its neighbours.
    private func put(_ cells: ArraySlice<Cell>, row: Int) {
        var run: [UInt32] = []
        var start = 0
        var column = 0
        var style = Style.plain
        func flush() {
            guard !run.isEmpty else { return }
            let attributes = Palette.attributes(of: style, depth: depth)
            let pair = Palette.index(of: style.ink, depth: depth) == nil ? 0 : Int32(style.ink.rawValue)
            sesame_terminal_put(
                Int32(row), Int32(start), run, Int32(run.count), Int32(attributes.rawValue), pair)
            run.removeAll(keepingCapacity: true)
        }
        for cell in cells {
            defer { column += 1 }
            if cell.width == 0 { continue }
            if cell == .blank {
                flush()
                continue
            }
            if run.isEmpty || cell.style != style || run.count > 400 {
                flush()
                start = column
                style = cell.style
            }
            for scalar in cell.character.unicodeScalars { run.append(scalar.value) }
            if cell.width == 2 || cell.character.unicodeScalars.count > 1 { flush() }
        }
        flush()
    }
}
