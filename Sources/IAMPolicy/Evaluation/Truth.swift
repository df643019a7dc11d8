/// What can be said where some circumstances are unknown: Kleene's three values.
public enum Truth: Hashable, Sendable {
    /// False, whatever the unknown turns out to be.
    case no
    /// True or false, as the unknown will have it.
    case depends
    /// True, whatever the unknown turns out to be.
    case yes

    init(_ value: Bool) { self = value ? .yes : .no }

    /// True or false where that is certain; nil where it depends.
    public var certainty: Bool? {
        switch self {
        case .no: false
        case .depends: nil
        case .yes: true
        }
    }

    /// The opposite; the unknown stays unknown.
    static prefix func ! (truth: Truth) -> Truth {
        switch truth {
        case .no: .yes
        case .depends: .depends
        case .yes: .no
        }
    }

    /// The opposite where asked for.
    func negated(_ isNegated: Bool) -> Truth { isNegated ? !self : self }

    /// Both.
    static func && (one: Truth, other: @autoclosure () -> Truth) -> Truth {
        guard one != .no else { return .no }
        let other = other()
        return other == .yes ? one : other
    }

    /// One of the two.
    static func || (one: Truth, other: @autoclosure () -> Truth) -> Truth {
        guard one != .yes else { return .yes }
        let other = other()
        return other == .no ? one : other
    }
}

extension Sequence {
    /// Whether something holds for at least one element.
    func any(_ holds: (Element) -> Truth) -> Truth {
        var result = Truth.no
        for element in self {
            result = result || holds(element)
            if result == .yes { break }
        }
        return result
    }

    /// Whether something holds for every element.
    func all(_ holds: (Element) -> Truth) -> Truth {
        var result = Truth.yes
        for element in self {
            result = result && holds(element)
            if result == .no { break }
        }
        return result
    }
}
