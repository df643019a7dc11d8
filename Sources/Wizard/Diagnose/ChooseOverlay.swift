import Calls
import Canvas
import Design
import Diagnosis
import Wire

/// Service accounts and pods of a cluster; letters find at once.
struct ChooseOverlay: Overlay {
    private var line = LineEditor()
    private var selected = 0

    var capturesText: Bool { true }

    /// What is found, at most as many as are shown.
    private func found(_ state: WizardState) -> [DiagnoseListing.Choice] {
        Array((state.diagnosing.listing?.found(line.text) ?? []).prefix(DiagnoseListing.limit))
    }

    private func chosen(_ state: WizardState) -> DiagnoseListing.Choice? {
        let found = found(state)
        return found.isEmpty ? nil : found[min(selected, found.count - 1)]
    }

    /// What was typed, where the list cannot tell whether it is there.
    private func typed(_ state: WizardState) -> SubjectClue? {
        guard state.diagnosing.listing?.refused != nil, let clue = SubjectClue(line.text) else { return nil }
        return [.serviceAccount, .pod, .name].contains(clue.kind) ? clue : nil
    }

    func bindings(_ state: WizardState) -> [Binding] {
        let clue = chosen(state).flatMap { SubjectClue($0.word) } ?? typed(state)
        let reason = state.diagnosing.listing?.choices == nil ? "the lists are being read" : "nothing is found"
        let count = found(state).count
        return [
            Binding(
                [.enter], "Enter", "diagnose", place: .enter, unless: clue == nil ? reason : nil,
                run: Self.closing { state in
                    clue.map { state.find([$0], known: state.diagnosing.listing?.answers) } ?? []
                }),
            Binding([.up, .backTab], "Up/Down", "choose", run: move(by: -1, count, wraps: true)),
            .hidden([.down, .tab], run: move(by: 1, count, wraps: true)),
            Binding([.pageUp], "PgUp/PgDn", "page", place: .help, run: move(by: -8, count)),
            .hidden([.pageDown], run: move(by: 8, count)),
            // Any letter is text before it is a key; one stands for all of them here.
            Binding([.character("a")], "letters", "find", place: .footer, isListed: false) { _ in [] },
            line.text.isEmpty
                ? Binding(
                    [.escape], "Esc", "close", place: .standard, weight: 2, run: Self.closing { $0.stopListing() })
                : Binding(
                    [.escape], "Esc", "clear", place: .standard, weight: 2,
                    run: Self.changing { list, _ in
                        list.line = LineEditor()
                        list.selected = 0
                    }),
        ]
    }

    private func move(by step: Int, _ count: Int, wraps: Bool = false) -> Handler {
        Self.changing { list, _ in
            guard count > 0 else { return }
            let next = min(list.selected, count - 1) + step
            list.selected = wraps ? (next + count) % count : max(0, min(count - 1, next))
        }
    }

    mutating func type(_ key: Key) -> Bool {
        if key == .character("?") { return false }
        guard line.handle(key) else { return false }
        selected = 0
        return true
    }

    func says(_ state: WizardState) -> Says {
        guard let listing = state.diagnosing.listing, listing.choices != nil else {
            return Says("Reading the names of service accounts and pods.", "Nothing is written, nothing is sent.")
        }
        let who = state.callers[.eks].choice.map { ", as \($0.name)" } ?? ""
        let read = "Two lists were read\(who): service accounts and pods."
        guard let choice = chosen(state) else {
            if let clue = typed(state) {
                return Says("Diagnoses \(clue.words.lowercasedFirst).", "It was not seen in a list.")
            }
            return listing.refused == nil
                ? Says("Nothing has that in its name.", "Esc shows all.")
                : Says("A name can be typed all the same: namespace/service account.", "Esc closes this.")
        }
        if choice.kind == .pod {
            return Says("Diagnoses the service account that this pod runs as, \(choice.words.dropFirst(3)).", read)
        }
        guard choice.hasRole else {
            return Says("Names no role: its pods send as their node, unless an association gives them one.", read)
        }
        return Says("Diagnoses \(choice.name). Its role, sender and SES account are found.", read)
    }

    // MARK: Drawing

    /// A row of the list: one that can be chosen, or what stands between them.
    private enum Row {
        case choice(Int)
        case words(String, Mark?)
    }

    private func rows(_ state: WizardState, _ width: Int) -> [Row] {
        guard let listing = state.diagnosing.listing, listing.choices != nil else {
            return [.words("being read", .running)]
        }
        var rows: [Row] = []
        func sentence(_ text: String) {
            for (index, part) in TextWrap.lines(text, width - 8).enumerated() {
                rows.append(.words(part, index == 0 ? .unknown : nil))
            }
        }
        if let refused = listing.refused { sentence(refused) }
        let found = found(state)
        if found.isEmpty, listing.refused == nil { rows.append(.words("nothing found", nil)) }
        for (index, choice) in found.enumerated() {
            if choice.kind == .pod, index == 0 || found[index - 1].kind != .pod { rows.append(.words("Pods", nil)) }
            rows.append(.choice(index))
        }
        if let refused = listing.podsRefused, listing.refused == nil { sentence(refused) }
        return rows
    }

    private static let top = 2

    private func layout(_ state: WizardState, _ area: Int, _ width: Int) -> (rows: [Row], first: Int, height: Int) {
        let rows = rows(state, width)
        let room = max(1, min(rows.count, area - Self.top - 3))
        let current = rows.firstIndex { if case .choice(let index) = $0 { index == selected } else { false } } ?? 0
        return (rows, max(0, min(current - room / 2, rows.count - room)), room)
    }

    private func width(_ columns: Int) -> Int { min(94, columns - 6) }

    func paint(_ state: WizardState, _ frame: inout Frame, rows area: Range<Int>) {
        let width = width(frame.size.columns)
        let (rows, first, height) = layout(state, area.count, width)
        let listing = state.diagnosing.listing
        let place = listing?.cluster.isEmpty == false ? " of cluster \(listing?.cluster ?? "")" : ""
        frame.overlay(
            row: area.lowerBound, width: width, rows: height + Self.top + 3,
            title: "Whose mail? Service accounts and pods\(place)")
        paintFind(state, &frame, area.lowerBound + 1, width)
        let found = found(state)
        for (step, row) in rows[first..<min(rows.count, first + height)].enumerated() {
            let line = area.lowerBound + 1 + Self.top + step
            switch row {
            case .words(let words, let mark):
                if let mark { frame.write(String(mark.glyph), row: line, column: 7, style: mark.style) }
                frame.write(words, row: line, column: mark == nil && words == "Pods" ? 7 : 9, style: .faint)
            case .choice(let index):
                paint(found[index], isSelected: index == min(selected, found.count - 1), &frame, line, width)
            }
        }
    }

    private func paintFind(_ state: WizardState, _ frame: inout Frame, _ row: Int, _ width: Int) {
        frame.write("find", row: row, column: 5, style: .faint)
        let window = line.window(width - 30)
        frame.write(window.text, row: row, column: 11, style: .edited)
        frame.cursor = Position(row: row, column: 11 + window.cursor)
        frame.cursorVisible = true
        guard let listing = state.diagnosing.listing, let all = listing.choices, listing.refused == nil else { return }
        let count = listing.found(line.text).count
        let words =
            count > DiagnoseListing.limit
            ? "more than \(DiagnoseListing.limit): type to narrow" : "\(count) of \(all.count)"
        frame.write(words, row: row, column: width + 1 - TextWidth.columns(words), style: .faint)
    }

    private func paint(
        _ choice: DiagnoseListing.Choice, isSelected: Bool, _ frame: inout Frame, _ row: Int, _ width: Int
    ) {
        let end = width + 1
        let middle = 7 + (width - 8) / 2 - 3
        frame.write(choice.name, row: row, column: 7, limit: middle - 1, cut: .middle)
        let note = end - TextWidth.columns(choice.note)
        frame.write(choice.words, row: row, column: middle, limit: note - 2, style: .faint, cut: .middle)
        frame.write(choice.note, row: row, column: note, style: .faint)
        guard isSelected else { return }
        frame.write("▸", row: row, column: 5, style: .bold)
        frame.restyle(row: row, columns: 7..<end) { $0.adding(.reverse) }
    }

    func click(_ position: Position, _ state: WizardState) -> OverlayClick? {
        let area = Body.rows(state.size)
        let (rows, first, height) = layout(state, area.count, width(state.size.columns))
        let step = position.row - area.lowerBound - 1 - Self.top
        guard (0..<height).contains(step), rows.indices.contains(first + step),
            case .choice(let index) = rows[first + step]
        else { return nil }
        return index == selected ? .take : .move(index - selected)
    }
}
