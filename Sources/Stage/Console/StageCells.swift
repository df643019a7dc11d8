public import Canvas
import Wire

/// A screen as it travels to a console: the text of its rows, and which parts of them do not look plain.
public struct StageCells: Sendable, Hashable {
    /// A part of a row that looks alike, and not plain.
    public struct Run: Sendable, Hashable {
        var row: Int
        var column: Int
        var columns: Int
        var style: Style
    }

    /// The size of the screen.
    public private(set) var size: Size
    /// The rows without trailing blanks.
    public private(set) var rows: [String]
    /// What does not look plain.
    public private(set) var runs: [Run]

    /// The largest screen that is taken, in columns and rows; what is beyond it is cut.
    static let largest = Size(columns: 500, rows: 200)

    /// An empty screen.
    public init() {
        size = Size(columns: 0, rows: 0)
        rows = []
        runs = []
    }

    /// A frame's cells.
    public init(_ frame: Frame) {
        size = Size(
            columns: min(frame.size.columns, StageCells.largest.columns),
            rows: min(frame.size.rows, StageCells.largest.rows))
        rows = (0..<size.rows).map { frame.text(ofRow: $0) }
        runs = []
        for row in 0..<size.rows {
            var column = 0
            while column < size.columns {
                let style = frame[row, column].style
                var end = column + 1
                while end < size.columns, frame[row, end].style == style { end += 1 }
                if style != .plain { runs.append(Run(row: row, column: column, columns: end - column, style: style)) }
                column = end
            }
        }
    }

    /// The cells as a frame.
    public var frame: Frame {
        var frame = Frame(size: size)
        for (row, text) in rows.enumerated() { frame.write(text, row: row, column: 0) }
        for run in runs {
            frame.restyle(row: run.row, columns: run.column..<(run.column + run.columns)) { _ in run.style }
        }
        return frame
    }

    /// The cells as JSON: runs are row, column, columns, attributes and ink.
    var json: JSONValue {
        [
            "columns": JSONValue(size.columns),
            "rows": JSONValue(rows),
            "runs": .array(
                runs.map { run in
                    .array(
                        [
                            run.row, run.column, run.columns, Int(run.style.attributes.rawValue),
                            Int(run.style.ink.rawValue),
                        ].map { JSONValue($0) })
                }),
        ]
    }

    /// The cells that a document holds; what cannot be on a screen is left out.
    init(_ json: JSONValue?) {
        let texts = (json?["rows"]?.array ?? []).prefix(StageCells.largest.rows).map { $0.string ?? "" }
        let columns = max(0, min(json?["columns"]?.int ?? 0, StageCells.largest.columns))
        size = Size(columns: columns, rows: texts.count)
        rows = texts.map { TextCut.prefix($0, columns) }
        runs = []
        for entry in json?["runs"]?.array ?? [] {
            guard let numbers = entry.array?.map({ $0.int ?? -1 }), numbers.count >= 5,
                numbers[0] >= 0, numbers[0] < size.rows, numbers[1] >= 0, numbers[1] < columns, numbers[2] > 0,
                let attributes = UInt8(exactly: numbers[3]), let number = UInt8(exactly: numbers[4])
            else { continue }
            runs.append(
                Run(
                    row: numbers[0], column: numbers[1], columns: min(numbers[2], columns - numbers[1]),
                    style: Style(Attributes(rawValue: attributes & 15), ink: Ink(rawValue: number) ?? .default)))
            if runs.count >= StageCells.largest.rows * 100 { break }
        }
    }
}
