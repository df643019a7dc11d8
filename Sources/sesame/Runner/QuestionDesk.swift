import AWSClient
import Synchronization
import Terminal
import Wizard
import Work

/// Questions of the clients, between the credentials that need an answer and the person at the screen.
final class QuestionDesk: Sendable {
    /// What was answered: nil is Esc, or nobody any more.
    private typealias Waiting = CheckedContinuation<String?, Never>

    private let open = Mutex<[Int: Waiting]>([:])
    private let count = Mutex(0)
    private let queue: MessageQueue<Posted>

    init(_ queue: MessageQueue<Posted>) { self.queue = queue }

    /// Asks for a multi-factor code and waits for the answer; nil when the person has none.
    func code(_ prompt: MFAPrompt) async -> String? {
        await ask { .codeWanted(CodeRequest(id: $0, profile: prompt.profile, serial: prompt.serial)) }
    }

    /// Asks whether a program may run.
    func agrees(to question: ProgramQuestion) async -> Bool {
        await ask { .programWanted(ProgramRequest(id: $0, command: question.command, lines: question.lines)) } != nil
    }

    private func ask(_ event: (Int) -> WizardEvent) async -> String? {
        let id = count.withLock { count in
            count += 1
            return count
        }
        return await withCheckedContinuation { continuation in
            open.withLock { $0[id] = continuation }
            queue.post(event(id) as WizardEvent)
        }
    }

    /// Passes an answer on; one to a question that is not open is dropped.
    func answer(_ id: Int, _ answer: String?) {
        open.withLock { $0.removeValue(forKey: id) }?.resume(returning: answer)
    }

    /// Ends all open questions without an answer.
    func close() {
        let waiting = open.withLock { open in
            defer { open = [:] }
            return open
        }
        for continuation in waiting.values { continuation.resume(returning: nil) }
    }
}
