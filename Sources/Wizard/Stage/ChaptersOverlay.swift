import Canvas
import Stage

/// The chapters of the talk, and what the presenter can do with the stage; everything on it may be seen.
struct ChaptersOverlay: Overlay {
    /// What is not a chapter.
    private enum Deed: CaseIterable {
        case back, play, breakOne, startOver
    }

    /// Chapters first, then deeds.
    private(set) var selected: Int
    private let count: Int

    init(_ state: WizardState) {
        count = state.stage?.chapters.count ?? 0
        let here = (state.stage?.chapter ?? 0) - 1
        selected = min(max(0, here), count + Deed.allCases.count - 1)
    }

    var isForPresenter: Bool { true }
    var hidesBody: Bool { true }

    private var deed: Deed? { selected >= count ? Deed.allCases[selected - count] : nil }

    func bindings(_ state: WizardState) -> [Binding] {
        let (chapter, deed) = (selected + 1, deed)
        return [
            Binding([.enter], "Enter", words(state), place: .enter) { state in
                guard state.topmost(Self.self) != nil else { return [] }
                state.overlays.removeLast()
                switch deed {
                case nil: return [.stage(.chapter(chapter))]
                case .back?: return [.stage(.back)]
                case .play?: return state.play(!state.staging.isPlaying)
                case .breakOne?: return state.show(FaultNumberOverlay())
                case .startOver?: return state.show(StageBindings.startOver)
                }
            },
            Binding([.up, .backTab], "Up/Down", "choose", run: Self.changing { list, _ in list.move(by: -1) }),
            .hidden([.down, .tab], run: Self.changing { list, _ in list.move(by: 1) }),
            .hidden([.character("g")], run: Self.closing()),
            Self.close,
        ]
    }

    private mutating func move(by step: Int) {
        let rows = count + Deed.allCases.count
        selected = (selected + step + rows) % rows
    }

    private func words(_ state: WizardState) -> String {
        switch deed {
        case nil: "go there"
        case .back?: "step back"
        case .play?: state.staging.isPlaying ? "pause" : "play"
        case .breakOne?: "type its number"
        case .startOver?: "start over"
        }
    }

    func says(_ state: WizardState) -> Says {
        switch deed {
        case nil:
            let number = selected + 1
            return Says(
                number <= state.stage?.chapter ?? 0
                    ? "Chapter \(number) from its beginning: the world is put back to how it was there."
                    : "Chapter \(number) from its beginning, with the world that it begins with.")
        case .back?: return Says("The last key is taken back: screen and world.")
        case .play?:
            return Says(
                state.staging.isPlaying
                    ? "Stops after this key." : "The keys are pressed by themselves; any key pauses.")
        case .breakOne?: return Says("Type its number; nothing is shown.")
        case .startOver?: return Says("A fresh world, from chapter 1. It asks once.")
        }
    }

    // MARK: Drawing

    /// The columns of the chapters' titles.
    private static let titles = 10..<42

    /// Whether a title is seen whole.
    static func hasRoom(for title: String) -> Bool { TextWidth.columns(title) <= titles.count }

    /// The chapters that there is room for, around the chosen one.
    private func window(_ rows: Int) -> Range<Int> {
        let room = max(1, rows - 3 - Deed.allCases.count)
        guard count > room else { return 0..<count }
        let first = max(0, min(min(selected, count - 1) - room / 2, count - room))
        return first..<(first + room)
    }

    func click(_ position: Position, _ state: WizardState) -> OverlayClick? {
        let area = Body.rows(state.size)
        let window = window(area.count)
        let line = position.row - area.lowerBound - 1
        let index: Int
        if line >= 0, line < window.count {
            index = window.lowerBound + line
        } else {
            // Between chapters and deeds is a line.
            let deed = line - window.count - (count > 0 ? 1 : 0)
            guard Deed.allCases.indices.contains(deed) else { return nil }
            index = count + deed
        }
        return index == selected ? .take : .move(index - selected)
    }

    func paint(_ state: WizardState, _ frame: inout Frame, rows area: Range<Int>) {
        let width = min(74, frame.size.columns - 6)
        let window = window(area.count)
        let divider = count > 0 ? 1 : 0
        var row = area.lowerBound
        frame.overlay(row: row, width: width, rows: window.count + divider + Deed.allCases.count + 2, title: "Chapters")
        row += 1
        for index in window {
            paint(chapter: index, state, &frame, row: row, width: width)
            row += 1
        }
        if divider > 0 {
            frame.divider(row: row, column: 3, width: width)
            row += 1
        }
        for (index, deed) in Deed.allCases.enumerated() {
            let (name, note) = line(deed, state)
            frame.write(name, row: row, column: 7)
            frame.write(note, row: row, column: 44, limit: width + 1)
            mark(count + index, &frame, row: row, width: width)
            row += 1
        }
    }

    private func paint(chapter index: Int, _ state: WizardState, _ frame: inout Frame, row: Int, width: Int) {
        guard let stage = state.stage, stage.chapters.indices.contains(index) else { return }
        let chapter = stage.chapters[index]
        let number = String(index + 1)
        frame.write(number, row: row, column: 8 - number.count)
        frame.write(chapter.title, row: row, column: Self.titles.lowerBound, limit: Self.titles.upperBound)
        frame.write(chapter.screens, row: row, column: 44, limit: 66)
        let standing = index + 1 < stage.chapter ? "done" : index + 1 == stage.chapter ? "here" : ""
        frame.write(standing, row: row, column: 68)
        mark(index, &frame, row: row, width: width)
    }

    private func line(_ deed: Deed, _ state: WizardState) -> (String, String) {
        switch deed {
        case .back: ("Step back", "as before the last key")
        case .play:
            state.staging.isPlaying ? ("Pause", "Space does it too") : ("Play by itself", "key by key, Space pauses")
        case .breakOne: ("Break one thing", "by its number, unseen")
        case .startOver: ("Start over", "a fresh world, chapter 1")
        }
    }

    private func mark(_ index: Int, _ frame: inout Frame, row: Int, width: Int) {
        guard index == selected else { return }
        frame.write("▸", row: row, column: 5, style: .bold)
        frame.restyle(row: row, columns: 7..<(width + 1)) { $0.adding(.reverse) }
        frame.cursor = Position(row: row, column: 7)
    }
}
