import Calls
import Design

/// What the checks of the two doors say of a refused send, where the catalogue's own entry only knows which one is shut.
enum RefusedDoor {
    /// The conditions of entries that are about a door.
    private static let conditions: Set<FailureCondition> = [
        .doorOneClosed, .doorTwoClosed, .deadPrincipal, .earlierRole, .onlyRawClosed,
    ]

    /// The finding of a check for a refused send.
    ///
    /// - Parameters:
    ///   - entry: The catalogue's entry that fits.
    ///   - scene: The refused call.
    /// - Returns: The check's finding with AWS's own words; nil where the entry is about something else, or where the
    ///   setup is not known as a whole.
    static func finding(_ entry: FailureEntry, _ scene: FailureScene) -> Finding? {
        guard let match = entry.match, !conditions.isDisjoint(with: match.conditions),
            let answers = scene.context.answers, let design = scene.design
        else { return nil }
        let context = CheckContext(Subject(answers), scene.observations, at: scene.observations.latest)
        guard context.design == design else { return nil }
        let first = FirstDoor(design, scene.observations, receiver: scene.receiver, senderOnly: true)
        var found = context.findings(of: first)
        let identity = scene.observations.identity(.ses, design.identity, in: design.sesRegion)?.value
        if let identity {
            let second = SecondDoor(design, identity, context.role?.value, receiver: scene.receiver)
            found += context.findings(of: second, identity)
        }
        guard
            var finding = found.first(where: { $0.status == .fail && $0.link == entry.link })
                ?? found.first(where: { $0.status == .fail })
        else { return nil }
        finding.consequenceOf = []
        finding.awsSays = scene.message
        if !scene.message.isEmpty { finding.evidence.insert(scene.evidence, at: 0) }
        return finding
    }
}
