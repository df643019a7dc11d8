import ArgumentParser
import Design

/// `--mask`: what is masked, `accounts,addresses,names` or `none`.
struct MaskOption: ExpressibleByArgument {
    /// What is masked.
    let kinds: Set<MaskKind>

    /// Accounts and addresses: a bundle leaves the house.
    static let usual = MaskOption(kinds: MaskKind.usual)

    init(kinds: Set<MaskKind>) { self.kinds = kinds }

    init?(argument: String) {
        if argument == "none" {
            self.init(kinds: [])
            return
        }
        let words = argument.split(separator: ",", omittingEmptySubsequences: false)
        let kinds = words.compactMap { MaskKind(rawValue: String($0)) }
        guard kinds.count == words.count else { return nil }
        self.init(kinds: Set(kinds))
    }

    var defaultValueDescription: String {
        kinds.isEmpty ? "none" : kinds.sorted().map(\.rawValue).joined(separator: ",")
    }

    static let allValueStrings = ["accounts", "addresses", "names", "accounts,addresses,names", "none"]
}
