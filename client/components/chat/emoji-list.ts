/**
 * The emoji that a message has names for, whatever a workspace allows as reactions (docs/behaviour.md, MG15). Loaded when the
 * first one is looked for: it is the size of a small module, and no part of the first list.
 */
import { DEFAULT_REACTIONS, emojiByName } from '../../../schema/default-reactions.ts'
import type { EmojiView } from './emoji-search.ts'

/** Beside those that are reactions by default: faces, people, nature, food, places, things, signs. */
const MORE = emojiByName(
  `grinning 😀 smiley 😃 laughing 😆 slight_smile 🙂 upside_down 🙃 blush 😊 innocent 😇 star_struck 🤩 kissing_heart 😘
  relaxed ☺️ happy_tear 🥲 yum 😋 tongue_out 😛 winking_tongue 😜 zany 🤪 money_mouth 🤑 hugging 🤗 hand_over_mouth 🤭
  shushing 🤫 zipper_mouth 🤐 raised_eyebrow 🤨 neutral 😐 expressionless 😑 no_mouth 😶 smirk 😏 unamused 😒 rolling_eyes
  🙄 grimacing 😬 lying 🤥 sleepy 😪 drooling 🤤 fever 🤒 head_bandage 🤕 nauseated 🤢 vomiting 🤮 sneezing 🤧 hot_face 🥵
  cold_face 🥶 dizzy_face 😵 cowboy 🤠 nerd 🤓 monocle 🧐 confused 😕 worried 😟 frowning ☹️ hushed 😯 astonished 😲
  flushed 😳 pleading 🥺 fearful 😨 anxious_sweat 😰 scream 😱 disappointed 😞 weary 😩 tired 😫 yawning 🥱 triumph 😤 rage
  😡 swearing 🤬 smiling_imp 😈 skull 💀 poop 💩 clown 🤡 ghost 👻 alien 👽 robot 🤖 see_no_evil 🙈 hear_no_evil 🙉
  speak_no_evil 🙊 kiss 💋 two_hearts 💕 sparkling_heart 💖 yellow_heart 💛 orange_heart 🧡 purple_heart 💜 black_heart 🖤
  white_heart 🤍 brown_heart 🤎 boom 💥 dizzy 💫 sweat_drops 💦 zzz 💤 speech_balloon 💬 thought_balloon 💭 pinching 🤏
  victory ✌️ love_you_hand 🤟 horns_hand 🤘 call_me 🤙 point_left 👈 point_right 👉 point_up_2 👆 point_down 👇 punch 👊
  open_hands 👐 palms_up 🤲 heart_hands 🫶 writing_hand ✍️ nail_polish 💅 selfie 🤳 ear 👂 brain 🧠 tooth 🦷 bone 🦴 eye 👁️
  mouth 👄 footprints 👣 baby 👶 child 🧒 boy 👦 girl 👧 adult 🧑 man 👨 woman 👩 older_adult 🧓 bowing 🙇 raising_hand 🙋
  police_officer 👮 detective 🕵️ ninja 🥷 builder 👷 princess 👸 superhero 🦸 zombie 🧟 santa 🎅 angel 👼 walking 🚶
  running 🏃 dancer 💃 man_dancing 🕺 climbing 🧗 bath 🛀 family 👪 hug 🫂 biking 🚴 swimming 🏊 surfing 🏄 rowing 🚣 skier
  ⛷️ snowboarder 🏂 weight_lifter 🏋️ monkey 🐒 gorilla 🦍 dog 🐶 poodle 🐩 wolf 🐺 fox 🦊 raccoon 🦝 cat 🐱 lion 🦁 tiger 🐯
  horse 🐴 unicorn 🦄 zebra 🦓 deer 🦌 cow 🐮 pig 🐷 sheep 🐑 goat 🐐 camel 🐪 giraffe 🦒 elephant 🐘 rhino 🦏 hippo 🦛 mouse 🐭
  rabbit 🐰 squirrel 🐿️ hedgehog 🦔 bat 🦇 bear 🐻 koala 🐨 panda 🐼 kangaroo 🦘 paws 🐾 turkey 🦃 chicken 🐔 rooster 🐓
  chick 🐤 bird 🐦 penguin 🐧 dove 🕊️ eagle 🦅 duck 🦆 swan 🦢 owl 🦉 parrot 🦜 frog 🐸 crocodile 🐊 turtle 🐢 lizard 🦎 snake
  🐍 dragon 🐉 dinosaur 🦕 t_rex 🦖 whale 🐳 dolphin 🐬 fish 🐟 shark 🦈 octopus 🐙 crab 🦀 lobster 🦞 shrimp 🦐 snail 🐌
  butterfly 🦋 bug 🐛 ant 🐜 bee 🐝 beetle 🪲 ladybug 🐞 spider 🕷️ scorpion 🦂 mosquito 🦟 worm 🪱 bouquet 💐 cherry_blossom
  🌸 rose 🌹 sunflower 🌻 tulip 🌷 seedling 🌱 evergreen_tree 🌲 tree 🌳 palm_tree 🌴 cactus 🌵 herb 🌿 four_leaf_clover 🍀
  maple_leaf 🍁 fallen_leaf 🍂 leaves 🍃 mushroom 🍄 rock 🪨 grapes 🍇 watermelon 🍉 orange 🍊 lemon 🍋 banana 🍌 pineapple
  🍍 mango 🥭 apple 🍎 green_apple 🍏 pear 🍐 peach 🍑 cherries 🍒 strawberry 🍓 blueberries 🫐 tomato 🍅 coconut 🥥 avocado
  🥑 aubergine 🍆 potato 🥔 carrot 🥕 corn 🌽 hot_pepper 🌶️ pepper 🫑 cucumber 🥒 broccoli 🥦 garlic 🧄 onion 🧅 bread 🍞
  croissant 🥐 baguette 🥖 pancakes 🥞 waffle 🧇 cheese 🧀 meat 🍖 chicken_leg 🍗 steak 🥩 bacon 🥓 burger 🍔 fries 🍟
  hot_dog 🌭 sandwich 🥪 taco 🌮 burrito 🌯 egg 🥚 cooking 🍳 stew 🍲 salad 🥗 popcorn 🍿 salt 🧂 rice 🍚 curry 🍛 ramen 🍜
  spaghetti 🍝 sushi 🍣 soft_ice 🍦 ice_cream 🍨 doughnut 🍩 cookie 🍪 birthday 🎂 cake 🍰 cupcake 🧁 chocolate 🍫 candy 🍬
  honey 🍯 baby_bottle 🍼 milk 🥛 teapot 🫖 tea 🍵 champagne 🍾 wine 🍷 cocktail 🍸 tropical_drink 🍹 beer 🍺 beers 🍻 cheers
  🥂 soft_drink 🥤 ice 🧊 plate 🍽️ fork_and_knife 🍴 spoon 🥄 knife 🔪 chopsticks 🥢 globe 🌍 map 🗺️ compass 🧭
  snow_mountain 🏔️ volcano 🌋 camping 🏕️ beach 🏖️ desert 🏜️ island 🏝️ stadium 🏟️ construction_site 🏗️ bricks 🧱
  house 🏠 office 🏢 hospital 🏥 bank 🏦 hotel 🏨 shop 🏪 school 🏫 factory 🏭 castle 🏰 tower 🗼 church ⛪ mosque 🕌 fountain
  ⛲ night 🌃 cityscape 🏙️ sunrise 🌅 sunset 🌇 bridge 🌉 ferris_wheel 🎡 roller_coaster 🎢 steam_train 🚂 fast_train 🚄
  train 🚆 metro 🚇 station 🚉 tram 🚊 bus 🚌 ambulance 🚑 fire_engine 🚒 police_car 🚓 taxi 🚕 car 🚗 tractor 🚜 racing_car
  🏎️ motorcycle 🏍️ motor_scooter 🛵 wheelchair 🦽 bicycle 🚲 skateboard 🛹 bus_stop 🚏 motorway 🛣️ fuel ⛽ siren 🚨
  traffic_light 🚦 construction 🚧 anchor ⚓ lifebuoy 🛟 sailboat ⛵ speedboat 🚤 ferry ⛴️ airplane ✈️ departure 🛫
  arrival 🛬 helicopter 🚁 cable_car 🚠 satellite 🛰️ ufo 🛸 luggage 🧳 watch ⌚ stopwatch ⏱️ clock 🕐 moon 🌙 full_moon 🌕
  new_moon 🌑 thermometer 🌡️ sun_face 🌞 planet 🪐 glowing_star 🌟 shooting_star 🌠 cloud ☁️ sun_cloud ⛅ storm ⛈️
  tornado 🌪️ fog 🌫️ wind 🌬️ rainbow 🌈 umbrella ☂️ rain_umbrella ☔ zap ⚡ snowman ⛄ droplet 💧 ocean 🌊 jack_o_lantern
  🎃 christmas_tree 🎄 fireworks 🎆 firecracker 🧨 balloon 🎈 confetti 🎊 gift 🎁 ticket 🎫 medal 🏅 first_place 🥇
  second_place 🥈 third_place 🥉 soccer ⚽ baseball ⚾ basketball 🏀 volleyball 🏐 american_football 🏈 rugby 🏉 tennis 🎾
  bowling 🎳 ice_hockey 🏒 table_tennis 🏓 boxing 🥊 ice_skate ⛸️ fishing 🎣 ski 🎿 dart 🎯 kite 🪁 crystal_ball 🔮
  video_game 🎮 dice 🎲 jigsaw 🧩 teddy_bear 🧸 chess ♟️ theatre 🎭 picture 🖼️ art 🎨 glasses 👓 dark_sunglasses 🕶️
  goggles 🥽 tie 👔 shirt 👕 jeans 👖 scarf 🧣 gloves 🧤 coat 🧥 socks 🧦 dress 👗 shopping_bags 🛍️ backpack 🎒 shoe 👞
  trainers 👟 hiking_boot 🥾 boot 👢 crown 👑 graduation 🎓 cap 🧢 helmet ⛑️ ring 💍 gem 💎 mute 🔇 speaker 🔊 loudspeaker 📢
  megaphone 📣 bell 🔔 no_bell 🔕 music 🎵 notes 🎶 studio_microphone 🎙️ microphone 🎤 headphones 🎧 radio 📻 guitar 🎸
  piano 🎹 trumpet 🎺 violin 🎻 drum 🥁 mobile_phone 📱 battery 🔋 low_battery 🪫 plug 🔌 laptop 💻 desktop 🖥️ printer 🖨️
  keyboard ⌨️ computer_mouse 🖱️ disk 💾 cd 💿 movie_camera 🎥 tv 📺 camera 📷 video_camera 📹 search 🔍 candle 🕯️ torch 🔦
  notebook 📓 book 📖 books 📚 page 📄 newspaper 📰 bookmark 🔖 label 🏷️ money 💰 coin 🪙 euro 💶 dollar 💵 pound 💷
  money_wings 💸 credit_card 💳 receipt 🧾 envelope ✉️ email 📧 outbox 📤 inbox 📥 mailbox 📫 ballot_box 🗳️ pencil ✏️ pen
  🖊️ paintbrush 🖌️ briefcase 💼 folder 📁 open_folder 📂 calendar 📅 chart_up 📈 chart_down 📉 bar_chart 📊 clipboard 📋
  location 📍 paperclip 📎 ruler 📏 scissors ✂️ wastebasket 🗑️ unlock 🔓 key 🔑 axe 🪓 pick ⛏️ tools 🛠️ swords ⚔️ bomb 💣
  shield 🛡️ saw 🪚 screwdriver 🪛 nut_and_bolt 🔩 gear ⚙️ scales ⚖️ chains ⛓️ toolbox 🧰 magnet 🧲 ladder 🪜 test_tube 🧪
  dna 🧬 microscope 🔬 telescope 🔭 antenna 📡 syringe 💉 blood 🩸 pill 💊 bandage 🩹 stethoscope 🩺 door 🚪 lift 🛗 mirror 🪞
  window 🪟 bed 🛏️ sofa 🛋️ chair 🪑 toilet 🚽 shower 🚿 bathtub 🛁 broom 🧹 basket 🧺 toilet_paper 🧻 bucket 🪣 soap 🧼
  bubbles 🫧 toothbrush 🪥 sponge 🧽 fire_extinguisher 🧯 trolley 🛒 cigarette 🚬 id_card 🪪 red_circle 🔴 orange_circle 🟠
  yellow_circle 🟡 green_circle 🟢 blue_circle 🔵 purple_circle 🟣 black_circle ⚫ white_circle ⚪ no_entry ⛔ prohibited
  🚫 no_smoking 🚭 radioactive ☢️ biohazard ☣️ arrow_up ⬆️ arrow_right ➡️ arrow_down ⬇️ arrow_left ⬅️ arrow_back ↩️
  arrow_forward ↪️ reload 🔄 back 🔙 soon 🔜 top 🔝 repeat 🔁 play ▶️ pause ⏸️ signal 📶 plus ➕ minus ➖ times ✖️
  infinity ♾️ double_exclamation ‼️ recycle ♻️ check ✔️ ballot_check ☑️ info ℹ️ new 🆕 free 🆓 ok 🆗 sos 🆘 cool 🆒
  parking 🅿️ peace ☮️ chequered_flag 🏁 red_flag 🚩 white_flag 🏳️ rainbow_flag 🏳️‍🌈 black_flag 🏴`,
)

/** @param reactions  of the workspace: what it named means the same in a message as it does on one */
export function emojiOfMessages(reactions: readonly EmojiView[]): readonly EmojiView[] {
  const own = reactions.map(({ name, emoji }) => [name, emoji] as const)
  return [...new Map([...DEFAULT_REACTIONS, ...MORE, ...own])].map(([name, emoji]) => ({ name, emoji }))
}
