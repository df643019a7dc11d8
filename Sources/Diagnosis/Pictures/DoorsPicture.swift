public import Design
import Calls
import IAMPolicy
import Identifiers

/// The two doors of a message and what lies behind them: identities by account, sandboxes, quotas.
///
/// It shows what the checks of doors and addresses judge; it judges nothing of its own.
public struct DoorsPicture: Hashable, Sendable {
    /// How an identity, a sandbox or a quota stands in one account.
    public struct Cell: Hashable, Sendable {
        /// Its mark: `✓`, `✗`, `!`, `?`, `•`, `·`.
        public let mark: Character
        /// What it says: `verified`, `not needed`, `yes`.
        public let words: String

        static let notNeeded = Cell(mark: "·", words: "not needed")
        static let notRead = Cell(mark: "?", words: "not read")
    }

    /// A row of the matrix: the same thing in both accounts.
    public struct Row: Hashable, Sendable {
        /// The address, `sandbox` or `today`.
        public let label: String
        /// What it is in few letters: `sender`, `receiver`, `sandbox`, `today`.
        public let short: String
        /// In the EKS account.
        public let eks: Cell
        /// In the SES account.
        public let ses: Cell
    }

    /// Who the setup is about.
    public let design: DelegateSending
    /// What stands in the EKS account's box besides its door: a boundary, a Deny, a configuration set; with its mark.
    public let eksBesides: [Cell]
    /// What stands in the SES account's box besides its door.
    public let sesBesides: [Cell]
    /// Identities, sandbox and quota, account by account.
    public let rows: [Row]
    /// Which of the EKS account's rows count for this message.
    public let eksHeading: String
    /// Which of the SES account's rows do.
    public let sesHeading: String

    /// The picture of a subject; nil where too little of it is known to name a message.
    ///
    /// - Parameters:
    ///   - diagnosis: What was found.
    ///   - seen: What was read.
    public init?(_ diagnosis: Diagnosis, _ seen: Observations) {
        let context = CheckContext(diagnosis.subject, seen, at: diagnosis.at)
        guard let design = context.design else { return nil }
        let seen = context.seen
        self.design = design
        let eks = seen.sendingAccount(.eks, in: design.sesRegion)
        let ses = seen.sendingAccount(.ses, in: design.sesRegion)
        let isFree = eks?.value?.productionAccess == true
        // The guide of SES wants both accounts out of the sandbox for receivers that nobody verified.
        let countsSES = isFree && ses?.value?.productionAccess == false
        eksHeading = "counts for this message"
        sesHeading = countsSES ? "sender and sandbox count" : "only its sender counts"
        var rows = [
            Row(
                label: design.sender.text, short: "sender", eks: .notNeeded,
                ses: Self.cell(seen.identity(.ses, design.identity, in: design.sesRegion)))
        ]
        if let receiver = design.receiver, design.receiverIdentity != nil {
            rows.append(
                Row(
                    label: receiver.text, short: "receiver",
                    eks: Self.cell(receiver, .eks, isNeeded: !isFree, design, seen),
                    ses: Self.cell(receiver, .ses, isNeeded: countsSES, design, seen)))
        }
        rows.append(Row(label: "sandbox", short: "sandbox", eks: Self.sandbox(eks), ses: Self.sandbox(ses)))
        rows.append(Row(label: "today", short: "today", eks: Self.today(eks), ses: Self.today(ses)))
        self.rows = rows
        eksBesides = Self.first(context, design) + Self.set(context, diagnosis)
        sesBesides = Self.second(context, design)
    }

    // MARK: Besides the doors

    /// A boundary of the role, and a Deny in its policies.
    private static func first(_ context: CheckContext, _ design: DelegateSending) -> [Cell] {
        let door = FirstDoor(design, context.seen)
        var cells: [Cell] = []
        if let boundary = context.role?.value?.boundary {
            let isShut = if case .boundary? = door.gap { true } else { false }
            let mark: Character = isShut ? "✗" : door.policies.isBoundaryUnread ? "?" : "✓"
            cells.append(Cell(mark: mark, words: "boundary \(boundary.resourceName)"))
        }
        if case .deny(let decision)? = door.gap {
            cells.append(Cell(mark: "✗", words: "a Deny\(policy(decision))"))
        }
        return cells
    }

    private static func second(_ context: CheckContext, _ design: DelegateSending) -> [Cell] {
        guard let identity = context.seen.identity(.ses, design.identity, in: design.sesRegion)?.value else {
            return []
        }
        guard case .deny(let decision)? = SecondDoor(design, identity, context.role?.value).gap else { return [] }
        return [Cell(mark: "✗", words: "a Deny\(policy(decision))")]
    }

    private static func policy(_ decision: Decision) -> String {
        decision.deciding.map { " in \($0.policy)" } ?? ""
    }

    /// The configuration set, which is looked for in the account that sends.
    private static func set(_ context: CheckContext, _ diagnosis: Diagnosis) -> [Cell] {
        guard let set = context.configurationSet else { return [] }
        let codes = ["SES-SET-MISSING", "SES-SET-PAUSED", "SES-CONFIGURATION-SET"]
        let about = diagnosis.findings.filter { codes.contains($0.code) }
        let isRead = context.seen[Read.configurationSet(set.name, .eks, in: context.design?.sesRegion)] != nil
        let mark: Character =
            about.contains { $0.status == .fail }
            ? "✗" : !isRead || about.contains { $0.status == .unknown } ? "?" : "✓"
        return [Cell(mark: mark, words: "set \(set.name)")]
    }

    // MARK: Cells

    private static func cell(_ identity: Observed<IdentityState>?) -> Cell {
        switch identity {
        case .value(let state)?:
            Cell(mark: state.isVerified ? "✓" : "✗", words: state.isVerified ? "verified" : "not verified")
        case .absent?: Cell(mark: "✗", words: "no identity")
        default: .notRead
        }
    }

    private static func cell(
        _ address: EmailAddress, _ side: Side, isNeeded: Bool, _ design: DelegateSending, _ seen: Observations
    ) -> Cell {
        switch seen.cover(of: address, side, in: design.sesRegion) {
        case .verified: return Cell(mark: isNeeded ? "✓" : "·", words: "verified")
        case .nobody: return isNeeded ? Cell(mark: "✗", words: "not verified") : .notNeeded
        case .open: return isNeeded ? .notRead : .notNeeded
        }
    }

    private static func sandbox(_ account: Observed<SendingAccountState>?) -> Cell {
        guard let account = account?.value else { return .notRead }
        return account.productionAccess ? Cell(mark: "·", words: "no") : Cell(mark: "•", words: "yes")
    }

    private static func today(_ account: Observed<SendingAccountState>?) -> Cell {
        guard let account = account?.value else { return .notRead }
        let sent = Int(account.sentToday.rounded())
        guard account.dailyQuota > 0 else { return Cell(mark: "·", words: "\(sent) sent") }
        let quota = Int(account.dailyQuota.rounded())
        let mark: Character =
            account.sentToday >= account.dailyQuota
            ? "✗" : account.sentToday >= account.dailyQuota * 0.8 ? "!" : " "
        return Cell(mark: mark, words: "\(sent) of \(quota) sent")
    }
}
