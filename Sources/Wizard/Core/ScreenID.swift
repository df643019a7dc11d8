/// The screens in their order, one per section of the guide.
public enum ScreenID: Int, Hashable, Sendable, CaseIterable, Comparable {
    /// Where everything starts.
    case home
    /// 1: the problem, and who sesame may act as.
    case introduction
    /// 2: how a pod gets credentials without keys.
    case irsa
    /// 3: the EKS account's part.
    case configuration
    /// 4: the two doors.
    case crossAccount
    /// 5: the SES account's part.
    case ses
    /// 6: the plan, and the only screen that writes it.
    case apply
    /// 7: the test message.
    case test
    /// 8: what is safe and what is not yet.
    case practices
    /// 9: what to keep.
    case done

    /// The title in row 1.
    public var title: String {
        switch self {
        case .home: "Home"
        case .introduction: "Introduction"
        case .irsa: "IRSA and its benefits"
        case .configuration: "IRSA configuration"
        case .crossAccount: "Cross-account access"
        case .ses: "SES configuration"
        case .apply: "Review and apply"
        case .test: "Testing and validation"
        case .practices: "Best practices"
        case .done: "Done"
        }
    }

    /// The title where all of them stand in one row, from 116 columns on.
    public var shortTitle: String {
        switch self {
        case .home: "Home"
        case .introduction: "Intro"
        case .irsa: "IRSA"
        case .configuration: "Config"
        case .crossAccount: "Two accounts"
        case .ses: "SES"
        case .apply: "Apply"
        case .test: "Test"
        case .practices: "Practices"
        case .done: "Done"
        }
    }

    /// The name that saved positions use; never changed.
    public var name: String {
        switch self {
        case .home: "home"
        case .introduction: "introduction"
        case .irsa: "irsa"
        case .configuration: "configuration"
        case .crossAccount: "cross-account"
        case .ses: "ses"
        case .apply: "apply"
        case .test: "test"
        case .practices: "practices"
        case .done: "done"
        }
    }

    /// The screens by the numbers that the first versions saved; never changed, whatever screens come.
    private static let numbered: [ScreenID] = [
        .home, .introduction, .irsa, .configuration, .crossAccount, .ses, .apply, .test, .practices, .done,
    ]

    /// The screen of a saved name, or of a number that the first versions saved; nil for one of a later version.
    public init?(saved text: String) {
        if let number = Int(text) {
            guard ScreenID.numbered.indices.contains(number) else { return nil }
            self = ScreenID.numbered[number]
            return
        }
        guard let found = ScreenID.allCases.first(where: { $0.name == text }) else { return nil }
        self = found
    }

    /// The numbered screens, 1 to 9.
    public static var steps: [ScreenID] { allCases.filter { $0 != .home } }

    /// Earlier screens are smaller.
    public static func < (left: ScreenID, right: ScreenID) -> Bool { left.rawValue < right.rawValue }

    var next: ScreenID? { ScreenID(rawValue: rawValue + 1) }
    var previous: ScreenID? { ScreenID(rawValue: rawValue - 1) }
}
