import Calls
import Identifiers
import Canvas
import Design

/// The answers and what goes on in their fields: texts that are no values yet, their problems, the cursor, the files.
///
/// Only the form changes answers, so the files are never those of earlier ones.
struct FormState: Sendable {
    /// The answers.
    private(set) var answers: Answers { didSet { refresh() } }
    /// What the answers make.
    var preview = PreviewState()
    /// Texts as they were typed, where they differ from what the answers keep.
    private(set) var drafts: [FieldID: String] = [:]
    /// Why a draft is no value.
    ///
    /// Nothing is made of the answers while there is one: not even a part of it is used.
    private(set) var problems: [FieldID: FieldProblem] = [:] { didSet { refresh() } }
    /// Earlier answers.
    private(set) var history = AnswersHistory()
    /// Choices that the person wants to type.
    var typed: Set<FieldID> = []
    /// Whether the form shows the names that nobody usually changes.
    var showsNames = false
    /// Fields that were left with an incomplete text, which is reported only then.
    private var left: Set<FieldID> = []
    /// The field with the text cursor.
    private var field: FieldID?
    /// Its text and cursor.
    private var line = LineEditor()

    init(_ answers: Answers) {
        self.answers = answers
        refresh()
    }

    private mutating func refresh() { preview.refresh(answers, isRefused: !problems.isEmpty) }

    // MARK: What is shown

    /// What stands in a field: what was typed, else the answer, else what is derived.
    func text(of field: FieldID) -> String {
        drafts[field] ?? answers[field] ?? preview.derived[field] ?? ""
    }

    /// The problem that is shown for a field now; an incomplete text only after it was left.
    func problem(of field: FieldID) -> FieldProblem? {
        guard let problem = problems[field] else { return nil }
        return problem.kind == .incomplete && !left.contains(field) ? nil : problem
    }

    /// Whether a field has a value that can be used.
    func isAnswered(_ field: FieldID) -> Bool { problems[field] == nil && !text(of: field).isEmpty }

    /// The text and cursor of a field.
    func editor(for field: FieldID) -> LineEditor { self.field == field ? line : LineEditor(text(of: field)) }

    // MARK: Typing

    /// Whether the text of a field was changed since the focus came to it.
    func isTyping(in field: FieldID) -> Bool { self.field == field && !line.text.isEmpty }

    /// Takes a key in a text field.
    ///
    /// - Returns: Whether the text changed; nil when the key means nothing in a text.
    mutating func edit(_ field: FieldID, _ key: Key) -> Bool? {
        var editor = editor(for: field)
        let before = editor.text
        guard editor.handle(key) else { return nil }
        let isContinued = self.field == field
        self.field = field
        line = editor
        guard editor.text != before else { return false }
        remembering([field], isContinued: isContinued) { $0.take(editor.text, for: field) }
        return true
    }

    /// Puts a whole text into a field, as if it were typed.
    mutating func enter(_ text: String, into field: FieldID) {
        line = LineEditor(text)
        self.field = field
        remembering([field]) { $0.take(text, for: field) }
    }

    /// Keeps a typed text: as an answer when it is a value, else as a draft with its problem, and no answer at all.
    ///
    /// What was a value before a letter too many was not what the person wanted either.
    private mutating func take(_ text: String, for field: FieldID) {
        left.remove(field)
        if text.allSatisfy({ $0 == " " }) {
            problems[field] = nil
            drafts[field] = ""
            answers.clear(field)
        } else {
            do throws(FieldProblem) {
                try answers.set(text, for: field, from: .typed)
                problems[field] = nil
                drafts[field] = answers[field] == text ? nil : text
            } catch {
                answers.clear(field)
                problems[field] = error
                drafts[field] = text
            }
        }
        clearDependents(of: field)
    }

    /// Answers that were found for another value of a field go with it.
    private mutating func clearDependents(of field: FieldID) {
        switch field {
        case .sesSender:
            let isDomain = answers.identity.map { !$0.text.contains("@") } ?? false
            guard answers.provenance(of: .sesIdentity) != .typed || !isDomain else { break }
            answers.clear(.sesIdentity)
        case .eksRegion: clearFound([.eksCluster, .eksOIDCProvider])
        case .eksCluster: clearFound([.eksOIDCProvider])
        default: break
        }
        // Names that an earlier apply gave to one setup are not another one's.
        guard [.eksAccount, .eksRegion, .eksCluster, .namespace, .serviceAccount].contains(field) else { return }
        for name in [FieldID.role, .rolePath, .permissionsPolicy, .sendingPolicy] {
            if case .detected? = answers.provenance(of: name) { answers.clear(name) }
        }
    }

    private mutating func clearFound(_ fields: [FieldID]) {
        for field in fields {
            guard let provenance = answers.provenance(of: field),
                provenance.precedence <= Provenance.detected(from: "").precedence
            else { continue }
            answers.clear(field)
        }
    }

    /// Ends typing in a field: its draft becomes the value, or its problem is reported from now on.
    ///
    /// - Returns: Whether the cursor was there.
    mutating func leave(_ field: FieldID) -> Bool {
        guard self.field == field else { return false }
        self.field = nil
        if problems[field] == nil { drafts[field] = nil } else { left.insert(field) }
        return true
    }

    /// Takes an answer back to "nobody knows".
    mutating func forget(_ field: FieldID) {
        remembering([field]) { form in
            form.answers.clear(field)
            form.drafts[field] = nil
            form.problems[field] = nil
        }
    }

    /// Spreads what was pasted over the fields that it answers.
    mutating func spread(_ paste: Paste) {
        var checked = Answers()
        let values = paste.values.filter { (try? checked.set($0.text, for: $0.field, from: .typed)) != nil }
        remembering(values.map(\.field)) { form in
            for value in values {
                try? form.answers.set(value.text, for: value.field, from: .typed)
                form.drafts[value.field] = nil
                form.problems[value.field] = nil
            }
        }
        field = nil
    }

    // MARK: Filling

    /// Proposes a value for a field, unless something at least as strong stands there.
    mutating func propose(_ text: String, for field: FieldID, from provenance: Provenance) {
        guard drafts[field] == nil || drafts[field] == "" && self.field != field else { return }
        if let own = answers.provenance(of: field), own.precedence > provenance.precedence { return }
        guard (try? answers.set(text, for: field, from: provenance)) != nil else { return }
        if drafts[field] == "" { drafts[field] = nil }
    }

    /// Takes what the world told in the fields that nobody answered.
    mutating func adopt(_ found: Answers) {
        for (field, entry) in found.entries where answers[field] == nil {
            propose(entry.text, for: field, from: entry.provenance)
        }
    }

    /// Forgets what a side's credentials told of themselves.
    mutating func forgetCaller(_ side: Side) {
        let account: FieldID = side == .eks ? .eksAccount : .sesAccount
        if case .profile? = answers.provenance(of: account) { answers.clear(account) }
        let profile: FieldID = side == .eks ? .eksProfile : .sesProfile
        if case .detected? = answers.provenance(of: profile) { answers.clear(profile) }
    }

    // MARK: Going back

    /// Takes the last act of a person back; other fields stay as they are.
    ///
    /// - Returns: The fields that it answered, and all that it changed; nil when there is none.
    mutating func undo() -> AnswersHistory.Change? {
        guard let change = history.undo() else { return nil }
        put(change.before)
        return change
    }

    /// Does again what was taken back last.
    ///
    /// - Returns: The fields that it answers, and all that it changes; nil when nothing was taken back.
    mutating func redo() -> AnswersHistory.Change? {
        guard let change = history.redo() else { return nil }
        put(change.after)
        return change
    }

    /// Does something to fields and remembers what it changed.
    private mutating func remembering(
        _ fields: [FieldID], isContinued: Bool = false, _ change: (inout FormState) -> Void
    ) {
        let before = contents
        change(&self)
        history.remember(fields, from: before, to: contents, isContinued: isContinued)
    }

    /// What every field holds that holds anything.
    private var contents: [FieldID: AnswersHistory.Content] {
        var contents = answers.entries.mapValues { AnswersHistory.Content(entry: $0, draft: nil) }
        for (field, draft) in drafts { contents[field, default: AnswersHistory.Content()].draft = draft }
        return contents
    }

    /// Puts back what fields held; refused texts first, as they take along what was found for an answer.
    private mutating func put(_ contents: [FieldID: AnswersHistory.Content]) {
        field = nil
        for (field, content) in contents {
            problems[field] = nil
            drafts[field] = content.draft
            answers.clear(field)
            guard content.entry == nil, let draft = content.draft, !draft.isEmpty else { continue }
            take(draft, for: field)
            left.insert(field)
        }
        for (field, content) in contents {
            guard let entry = content.entry else { continue }
            try? answers.set(entry.text, for: field, from: entry.provenance)
        }
    }

    /// Takes up answers and unfinished texts that were kept.
    mutating func restore(_ answers: Answers, drafts texts: [FieldID: String]) {
        self.answers = answers
        drafts = [:]
        problems = [:]
        history = AnswersHistory()
        typed = []
        showsNames = false
        field = nil
        for (field, text) in texts { take(text, for: field) }
        left = Set(texts.keys)
    }
}
