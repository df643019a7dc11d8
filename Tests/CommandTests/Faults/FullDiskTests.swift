import Foundation
import Programs
import Testing

/// A state folder on a tiny disk of its own, filled so that the journal meets its end at different places.
struct `A disk without room` {
    /// Bytes that the journal may still get on its last page.
    static let rooms = [0, 1, 60, 100, 170, 250, 333, 500, 777, 1000, 1500, 2500]

    @Test(.timeLimit(.minutes(10)))
    func `whatever exists is called done or is named, and the next run goes on`() async throws {
        let able = try await Person().shell("unshare -m bash -c 'mkdir m && mount -t tmpfs -o size=64k none m'")
        guard able.status == 0 else { return Tools.skip("a full tmpfs as state folder: mounting is not allowed here") }
        let world = try await Simulation.start("fresh")
        var fullRuns = 0
        for room in Self.rooms {
            try await world.reset("fresh")
            let person = try world.person()
            // A journal is there already, as long as all of its pages but `room` bytes; then the disk is filled but
            // for two pages, which the locks take: that of the setup and that of its role.
            let ran = try await person.shell(
                """
                unshare -m bash -c '
                mkdir small && mount -t tmpfs -o size=64k none small && export XDG_STATE_HOME=$PWD/small
                $sesame apply --yes --side ses --answers \(world.answers) >/dev/null
                cd small/sesame; journal=$(echo journals/*.jsonl)
                size=$(stat -c %s $journal); rest=$((8192 - \(room) - size - 1))
                printf "%${rest}s\\n" "" >>$journal
                head -c 8192 /dev/zero >hold; cat /dev/zero >filler 2>/dev/null; rm hold
                $sesame apply --yes --answers \(world.answers) >$HOME/out 2>$HOME/err; echo $? >$HOME/status
                grep -v "^ *$" $journal >$HOME/journal; tail -c 1 $journal | od -An -c >$HOME/end
                rm filler
                $sesame apply --yes --answers \(world.answers) >$HOME/again; echo $? >$HOME/next
                '
                """)
            #expect(ran.status == 0, "\(ran)")
            let (out, status) = (person.home.read("out"), person.home.read("status"))
            let journal = person.home.read("journal")
            #expect(person.home.read("end").contains("\\n"), "the journal ends with a whole line")
            for line in journal.split(separator: "\n") { #expect(Document(text: String(line)).exists, "\(line)") }
            if status == "1\n" {
                fullRuns += 1
                #expect(out.contains("No space left on device"), "\(out)")
                #expect(!out.contains("✗ role"), "\(out)")
            } else {
                #expect(status == "2\n", "\(status)\(out)\(person.home.read("err"))")
            }
            #expect(person.home.read("next") == "2\n", "\(person.home.read("again"))")
        }
        #expect(fullRuns > 5)
    }
}
