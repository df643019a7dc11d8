/// The pieces of work that were begun in a world, for those that are begun again after it was put back.
///
/// Work that a moment was kept in the middle of is begun again there. What broke when it began does not break again, and
/// what it had mailed is taken for the same mail when it comes once more, with the same id: nobody gets it twice.
struct BegunWork: Sendable {
    /// How many numbers are remembered; nothing goes on for that many others.
    private static let most = 50

    /// The numbers of the work that was begun last.
    private var numbers: [Int] = []
    /// The mails since the last work that sends any began, oldest first.
    private var mails: [DeliveredMail] = []
    /// Whether that work was begun again.
    var sendsAgain = false

    /// A piece of work begins.
    ///
    /// - Parameters:
    ///   - number: its number; nil for work that is never begun again.
    ///   - sendsMail: whether it sends mail.
    /// - Returns: whether it begins for the first time.
    mutating func begin(_ number: Int?, sendsMail: Bool) -> Bool {
        if let number {
            guard !numbers.contains(number) else { return false }
            numbers = numbers.suffix(Self.most - 1) + [number]
        }
        sendsAgain = false
        if sendsMail { mails = [] }
        return true
    }

    /// The mail that was taken already, where work that was begun again sends it once more.
    func same(as mail: DeliveredMail) -> DeliveredMail? {
        guard sendsAgain else { return nil }
        return mails.last {
            ($0.account, $0.region, $0.sender, $0.subject) == (mail.account, mail.region, mail.sender, mail.subject)
                && $0.recipients == mail.recipients
        }
    }

    /// Notes a mail that was taken.
    mutating func take(_ mail: DeliveredMail) { mails = mails.suffix(Self.most - 1) + [mail] }
}

extension SimulatedWorld {
    /// A piece of work begins.
    ///
    /// - Parameters:
    ///   - number: its number, which nothing else has in this world; nil for work that is never begun again.
    ///   - sendsMail: whether it sends mail.
    /// - Returns: whether it begins for the first time in this world, and not again after the world was put back.
    public func begins(work number: Int?, sendsMail: Bool) -> Bool {
        world.change { $0.begunWork.begin(number, sendsMail: sendsMail) }
    }
}
