/// What the screen Diagnose shows; Esc goes back the way that one came.
enum DiagnosePage: Hashable, Sendable {
    /// What there is to diagnose.
    case entry
    /// What was found from a part of a subject, while something is open.
    case found
    /// What an error text can come from.
    case causes
    /// The nine links, turning as answers come.
    case running
    /// What was found: a list, and the card of the focused row.
    case result
    /// What one link rests on.
    case evidence
    /// The change that repairs one cause.
    case fix
    /// What was seen and what was proven, side by side.
    case proof
    /// A bundle before it is written.
    case bundle
    /// All service accounts of a cluster, and the card of the focused one.
    case fleet

    /// The page's code.
    var code: any Screen.Type {
        switch self {
        case .entry: DiagnoseEntry.self
        case .found: FoundPage.self
        case .causes: CausesPage.self
        case .running: DiagnoseRunning.self
        case .result: DiagnoseResultPage.self
        case .evidence: EvidencePage.self
        case .fix: FixPage.self
        case .proof: ProofPage.self
        case .bundle: BundlePage.self
        case .fleet: FleetPage.self
        }
    }
}
