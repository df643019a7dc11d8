public import Calls
public import Design

/// Which credentials are proposed to which side, from names alone.
struct Proposals {
    private(set) var found: [Side: CallerProposal] = [:]
    private let local: LocalFindings

    /// Proposes.
    ///
    /// - Parameters:
    ///   - local: What files and environment say.
    ///   - accounts: The accounts that answers name already.
    ///   - taken: What each side has been given.
    init(_ local: LocalFindings, accounts: [Side: String], taken: [Side: CallerChoice]) {
        self.local = local
        let open = [Side.eks, .ses].filter { taken[$0] == nil }
        var used = Set(taken.values)
        func propose(_ choice: CallerChoice?, to side: Side, _ reason: CallerProposal.Reason) {
            guard let choice, !used.contains(choice), found[side] == nil else { return }
            used.insert(choice)
            found[side] = CallerProposal(choice: choice, reason: reason)
        }
        for side in open {
            if let account = accounts[side] { propose(profile(account, used), to: side, .name(account)) }
        }
        for side in open { propose(profile(side.shortWord, used), to: side, .name(side.shortWord)) }
        // What no name tells goes to the EKS account: its cluster is the one at hand.
        if open.contains(.eks) {
            if local.hasEnvironmentKeys { propose(.environment, to: .eks, .environment("AWS_ACCESS_KEY_ID")) }
            if let current = local.currentProfile, local.profiles.contains(current) {
                propose(.profile(current), to: .eks, .environment("AWS_PROFILE"))
            }
            if local.profiles.count == 1 { propose(.profile(local.profiles[0]), to: .eks, .only) }
        }
        // One set of credentials is one account's: the other side is for its owner, until somebody says otherwise.
        let sources = local.profiles.count + (local.hasEnvironmentKeys ? 1 : 0)
        if sources == 1, used.contains(where: { $0 != .handOver }) {
            for side in open { propose(.handOver, to: side, .nothingLeft) }
        }
    }

    /// The free profile whose name has a word, the one of `AWS_PROFILE` before others.
    private func profile(_ word: String, _ used: Set<CallerChoice>) -> CallerChoice? {
        let names = local.profiles.filter {
            ProfileName.words(of: $0).contains(word.lowercased()) && !used.contains(.profile($0))
        }
        return (names.first { $0 == local.currentProfile } ?? names.first).map { .profile($0) }
    }
}

extension LocalFindings {
    /// Which credentials are proposed to which side, from names alone; nothing of them has run.
    ///
    /// - Parameters:
    ///   - accounts: The accounts that answers name already.
    ///   - taken: What each side has been given.
    /// - Returns: Proposals for the sides that have been given nothing.
    public func proposedCallers(accounts: [Side: String], taken: [Side: CallerChoice]) -> [Side: CallerChoice] {
        Proposals(self, accounts: accounts, taken: taken).found.mapValues(\.choice)
    }
}

/// The words that a profile's name is made of.
enum ProfileName {
    /// The words in lower case.
    ///
    /// They end where something else than a letter or digit stands, where letters and digits meet, and where small
    /// letters and capitals do: `acme_eks_admin`, `prodSES`, `SESAdmin`, `ses2`. In `EKSadmin` the last capital may
    /// belong to either word, so both readings count.
    static func words(of name: String) -> Set<String> {
        var words: Set<String> = []
        var word: [Character] = []
        func end() {
            if !word.isEmpty { add(word, to: &words) }
            word = []
        }
        for character in name {
            guard character.isLetter || character.isNumber else {
                end()
                continue
            }
            if let last = word.last, last.isNumber != character.isNumber || last.isLowercase && character.isUppercase {
                end()
            }
            word.append(character)
        }
        end()
        return words
    }

    /// Adds a run of letters, which may be capitals before small letters, or of digits.
    private static func add(_ run: [Character], to words: inout Set<String>) {
        let capitals = run.prefix { $0.isUppercase }.count
        words.insert(String(run).lowercased())
        guard capitals > 1, capitals < run.count else { return }
        for cut in [capitals, capitals - 1] {
            words.insert(String(run[..<cut]).lowercased())
            words.insert(String(run[cut...]).lowercased())
        }
    }
}
