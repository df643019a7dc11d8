import Design
import Wire

/// What is known here before anybody is asked: setups of earlier runs, and bundles in this folder.
struct KnownThings {
    /// How many of each the first page shows.
    private static let setupLimit = 4
    private static let bundleLimit = 2

    /// The setup that is open, as a row; nil where none is.
    let own: (name: String, place: String)?
    /// The setups of earlier runs; the one that is open stands above them.
    let setups: [SavedSetup]
    /// The names of the bundles in this folder.
    let bundles: [String]

    init(_ state: WizardState) {
        // The demo's own setup is known by its names before anything of it was read.
        let isKnown = state.ownSubject != nil || state.mode == .demo && state.answers.serviceAccount != nil
        let own =
            isKnown
            ? (name: DiagnoseVerdict.name(state.answers), place: DiagnoseVerdict.place(state.answers)) : nil
        self.own = own
        setups = state.setups.filter { setup in own.map { ($0.name, $0.place) != (setup.name, setup.place) } ?? true }
        bundles = state.diagnosing.bundles
    }

    /// The setups that are shown.
    var shownSetups: ArraySlice<SavedSetup> { setups.prefix(Self.setupLimit - (own == nil ? 0 : 1)) }
    /// The bundles that are shown.
    var shownBundles: ArraySlice<String> { bundles.prefix(Self.bundleLimit) }
    /// How many there are more.
    var more: Int { setups.count - shownSetups.count + bundles.count - shownBundles.count }
    /// Whether nothing is known.
    var isEmpty: Bool { own == nil && setups.isEmpty && bundles.isEmpty }

    /// The setup of a row, by its words; nil for a row of something else.
    func setup(_ id: ItemID) -> String? {
        guard case .row(let index) = id else { return nil }
        if index == 0 { return own.map { DiagnoseVerdict.key($0.name, $0.place) } }
        return setups.indices.contains(index - 1)
            ? DiagnoseVerdict.key(setups[index - 1].name, setups[index - 1].place) : nil
    }

    /// The row of a setup; nil where it has none.
    func row(_ setup: String) -> ItemID? {
        (0...setups.count).lazy.map { ItemID.row($0) }.first { self.setup($0) == setup }
    }

    /// A bundle's name without what all of them end with.
    static func title(_ bundle: String) -> String {
        TerminalText.sanitized(
            bundle.hasSuffix(".bundle.json") ? String(bundle.dropLast(".bundle.json".count)) : bundle, limit: .max)
    }

    /// The list of all of them.
    static func list(_ state: WizardState) -> ListOverlay {
        let known = KnownThings(state)
        let setups = known.setups.map { setup in
            ListRow("\(setup.name)  \(setup.place)", note: setup.when) { $0.diagnose(setup: setup.id) }
        }
        let bundles = known.bundles.map { name in
            ListRow(TerminalText.sanitized(name, limit: .max), note: "this folder") { $0.openBundle(.file(name)) }
        }
        return ListOverlay(
            title: "Known here", rows: setups + bundles, hint: "Enter diagnoses a setup, or opens a bundle.")
    }
}
