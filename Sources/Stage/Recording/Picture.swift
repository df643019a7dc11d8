public import Canvas

/// Frames as a picture: SVG 1.1 with CSS, as browsers draw it also where it is only an image.
///
/// It needs no font: every run of text is told how wide it is, and boxes are drawn as lines. It is light or dark as the
/// reader's page is. Text is text, so that it can be found and copied where the file is opened by itself. The same
/// frames give the same bytes.
public enum Picture {
    /// The most frames of a picture: beyond, it would be larger than a page wants to load.
    public static let mostFrames = 2000
    /// What is seen for less time, in milliseconds, is not drawn: nobody sees it.
    private static let shortest = 30

    /// A frame.
    ///
    /// - Parameters:
    ///   - frame: The frame.
    ///   - title: What the picture is called.
    /// - Returns: The document. It is described by what stands in the frame.
    public static func still(_ frame: Frame, title: String) -> String {
        var sheet = PictureSheet(size: frame.size)
        let rows = sheet.rows(of: frame)
        let body = rows.map { sheet.placed($0.drawing, row: $0.row) }.joined(separator: "\n")
        return sheet.document(title: title, description: frame.text, body: body, animation: "")
    }

    /// A recording, over and over.
    ///
    /// Where the reader wants no motion, and where a browser has none, its last frame is seen.
    ///
    /// - Parameters:
    ///   - recording: The recording; a frame of another size than the largest stands in the upper left corner.
    ///   - title: What the picture is called.
    ///   - hold: How long the last frame stands, in milliseconds, before it begins anew.
    /// - Returns: The document; the picture of one frame where nothing ever changes, nil where there are more frames than
    ///   ``mostFrames``.
    public static func animation(_ recording: Recording, title: String, hold: Int = 3000) -> String? {
        guard let shown = frames(recording) else { return nil }
        guard shown.count > 1, let last = shown.last, let first = shown.first else {
            return still(shown.first?.frame ?? Frame(size: recording.header.size), title: title)
        }
        var size = recording.header.size
        for one in shown {
            size = Size(columns: max(size.columns, one.frame.size.columns), rows: max(size.rows, one.frame.size.rows))
        }
        var sheet = PictureSheet(size: size)
        // A strip of all frames, side by side, of which one is seen; rows that come again are drawn once.
        var strip: [String] = []
        for (index, one) in shown.enumerated() {
            let uses = sheet.rows(of: one.frame).map { sheet.used($0.drawing, row: $0.row) }
            strip.append("<g transform=\"translate(\(index * sheet.width) 0)\">\(uses.joined())</g>")
        }
        let total = last.time - first.time + max(hold, 1)
        let steps = shown.enumerated().map { index, one in
            "\(percent(one.time - first.time, of: total)){transform:translateX(\(-index * sheet.width)px)}"
        }
        let animation = """
            .p{animation:p \(total / 1000).\(String(1000 + total % 1000).dropFirst())s steps(1,end) infinite}
            @keyframes p{\(steps.joined())}
            @media (prefers-reduced-motion:reduce){.p{animation:none}}

            """
        let end = -(shown.count - 1) * sheet.width
        let body = """
            <defs>\(sheet.definitions)</defs>
            <g class="p" transform="translate(\(end) 0)">
            \(strip.joined(separator: "\n"))
            </g>
            """
        let seconds = (total + 500) / 1000
        return sheet.document(
            title: title,
            description: "A recording of \(seconds) seconds, over and over. It ends with:\n" + last.frame.text,
            body: body, animation: animation)
    }

    /// The frames that are seen for some time, each with its beginning in milliseconds; nil where they are too many.
    private static func frames(_ recording: Recording) -> [(time: Int, frame: Frame)]? {
        var player = Player(recording)
        var shown: [(time: Int, frame: Frame)] = []
        var time: Int? = recording.moments.first?.milliseconds
        while let now = time {
            let frame = player.frame(at: now)
            if let last = shown.last, now - last.time < shortest {
                shown[shown.count - 1].frame = frame
            } else if shown.last.map({ !looksAlike($0.frame, frame) }) ?? true {
                if shown.count == mostFrames { return nil }
                shown.append((now, frame))
            }
            time = player.nextChange(after: now)
        }
        return shown
    }

    /// Whether two frames look alike: a cursor that is not shown does not count.
    private static func looksAlike(_ one: Frame, _ other: Frame) -> Bool {
        one.cells == other.cells && one.size == other.size && one.cursorVisible == other.cursorVisible
            && (!one.cursorVisible || one.cursor == other.cursor)
    }

    /// A part of a whole in percent, with three digits.
    private static func percent(_ part: Int, of whole: Int) -> String {
        let thousandths = part * 100_000 / whole
        let digits = String(1000 + thousandths % 1000).dropFirst()
        return digits == "000" ? "\(thousandths / 1000)%" : "\(thousandths / 1000).\(digits)%"
    }
}
