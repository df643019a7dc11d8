import Calls
import Design
import Identifiers
import Wire

/// How a check shows what it saw, and what to type.
extension CheckContext {
    /// The EKS account as sentences name it: `EKS account 111122223333`.
    var eksPlace: String { place(of: .eks) }

    /// An account, or the cluster, as sentences name it.
    func place(of side: Side) -> String {
        switch side {
        case .eks, .ses: account(of: side).map { "\(side.words) \($0.text)" } ?? "the \(side.words)"
        case .kubernetes: subject.answers.eksCluster.map { "cluster \($0.text)" } ?? "the cluster"
        }
    }

    /// The account that a side is meant to be.
    func account(of side: Side) -> AccountID? {
        switch side {
        case .eks: subject.answers.eksAccount
        case .ses: subject.answers.sesAccount
        case .kubernetes: nil
        }
    }

    /// The AWS profile that a side is asked with; nil where none is known.
    func profile(of side: Side) -> String? {
        switch side {
        case .eks: subject.answers.eksProfile
        case .ses: subject.answers.sesProfile
        case .kubernetes: nil
        }
    }

    /// One value that an answer showed.
    ///
    /// - Parameters:
    ///   - call: The call that was answered.
    ///   - field: The part of the answer.
    ///   - value: Its value, whole.
    /// - Returns: The evidence.
    func evidence(_ call: Call, _ field: String, _ value: String) -> Finding.Evidence {
        Finding.Evidence(account: account(of: call.side)?.text, call: call.words, field: field, value: value)
    }

    /// The line for a shell that makes a call, with the profile where it is known; one of kubectl, in the context.
    func command(_ call: Call) -> String {
        let line = CommandLine(call, profile: profile(of: call.side))
        return line.words.first == "kubectl" ? options.line(Array(line.words.dropFirst())) : line.shellLine
    }

    /// A line for a shell that runs kubectl, in the context of the answers where they name one.
    ///
    /// - Parameter words: What follows `kubectl`, not yet quoted.
    /// - Returns: The line.
    func kubectl(_ words: String...) -> String {
        options.line(words)
    }

    /// Which cluster lines for kubectl go to, as far as the answers say so.
    private var options: KubectlOptions { KubectlOptions(context: subject.answers.kubernetesContext) }

    /// The resource whose planned change repairs something; nil where there is no whole design to plan.
    func repair(_ address: ResourceAddress) -> ResourceAddress? { design == nil ? nil : address }

    /// What a check says that had nothing to look at, because what comes before it is missing.
    ///
    /// - Parameters:
    ///   - code: The check's main code.
    ///   - link: Its link.
    ///   - reason: Why, in a few words: `there is no role`.
    /// - Returns: The finding.
    func notLooked(_ code: String, _ link: Link, _ reason: String) -> Finding {
        Finding(code: code, link: link, status: .skipped, title: reason, found: reason)
    }
}

extension Finding {
    /// Says what to do, keeping the remedy of the catalogue's entry where sesame can carry it out.
    ///
    /// - Parameters:
    ///   - text: What to do; nil keeps the entry's.
    ///   - commands: Lines for a shell that do it.
    ///   - address: The resource whose planned change does it; nil where none does, and then sesame offers nothing.
    mutating func repair(_ text: String? = nil, commands: [String], address: ResourceAddress? = nil) {
        let remedy = fix?.remedy
        fix = Fix(
            text: text ?? fix?.text ?? "", commands: commands,
            remedy: remedy == .apply && address == nil ? nil : remedy,
            address: address)
    }
}

extension String {
    /// The text for the row of a link, at most 45 characters; a longer one loses its middle.
    var brief: String {
        guard count > 45 else { return self }
        return "\(prefix(26))…\(suffix(18))"
    }
}
